"""Opening a case: look for the child first, then open; or a new episode for a child who was known before."""

from django.http import HttpResponse


def look_for_child(request):
    return HttpResponse(status=501)


def open_for_new_child(request):
    return HttpResponse(status=501)


def next_episode(request, reference):
    return HttpResponse(status=501)
