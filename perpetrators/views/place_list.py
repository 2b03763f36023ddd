"""The places of concern as a list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from emerald.accounts.door import SignedInRequest
from emerald.accounts.page_rights import needs
from emerald.accounts.permissions import Right, SiteRight
from emerald.paging import page_of
from perpetrators.forms.filters import PlaceFilter
from perpetrators.presenters.listing import PLACE, enter_register, note_shown, places_of, with_actions

BY_NAME = ("name", "pk")


@require_safe
@needs(Right.READ_SUSPECTS)
def places(request: SignedInRequest) -> HttpResponse:
    scope = enter_register(request)
    narrowed = PlaceFilter(request.GET, queryset=places_of(scope), request=request)
    page = page_of(
        narrowed.qs.order_by(*BY_NAME),
        request.GET,
        ready=lambda rows: with_actions(rows, scope),
        one="place",
        many="places",
    )
    return render(
        request,
        "perpetrators/places.html",
        {
            "form": narrowed.form,
            "page": page,
            "places": note_shown(request, PLACE, page.rows),
            "may_record": request.user.has_site_right(SiteRight.KEEP_REGISTER),
        },
    )
