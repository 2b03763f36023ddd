"""Whatever a child has several of: other names, times of being looked after, addresses, carers, professionals."""

from django.http import HttpResponse


def add(request, reference, kind):
    return HttpResponse(status=501)


def change(request, reference, kind, pk):
    return HttpResponse(status=501)


def remove(request, reference, kind, pk):
    return HttpResponse(status=501)
