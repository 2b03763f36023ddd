"""The child: who they are, and the forms that correct it."""

from django.http import HttpResponse


def child(request, reference):
    return HttpResponse(status=501)


def identity(request, reference):
    return HttpResponse(status=501)


def numbers(request, reference):
    return HttpResponse(status=501)


def needs(request, reference):
    return HttpResponse(status=501)
