"""Addresses of places, connections found, merging, and the network picture."""

from django.urls import path

from perpetrators.views import connections, network, place_list, places
from perpetrators.views.persons import merging, undoing

urlpatterns = [
    path("places/", place_list.places, name="places"),
    path("places/new/", places.record_place, name="record_place"),
    path("places/<place:place>/", places.place, name="place"),
    path("places/<place:place>/change/", places.change_place, name="change_place"),
    path("places/<place:place>/known-by/new/", places.add_place_particular, name="add_place_particular"),
    path(
        "places/<place:place>/known-by/<int:particular>/take-off/",
        places.take_off_place_particular,
        name="take_off_place_particular",
    ),
    path("places/<place:place>/plan/", places.plan, name="place_plan"),
    path("places/<place:place>/plan/write/", places.write_place_plan, name="write_place_plan"),
    path("places/<place:place>/plan/actions/new/", places.add_place_action, name="add_place_action"),
    path(
        "places/<place:place>/plan/actions/<int:action>/change/", places.change_place_action, name="change_place_action"
    ),
    path(
        "places/<place:place>/plan/actions/<int:action>/end/", places.resolve_place_action, name="resolve_place_action"
    ),
    path("places/<place:place>/connections/", connections.of_place, name="place_connections"),
    path("places/<place:place>/connections/<slug:item>/ask/", connections.ask_of_place, name="ask_about_place"),
    path("places/<place:place>/network/", network.of_place, name="place_network"),
    path("persons/<person:suspect>/places/new/", places.record_place_of_person, name="record_place_of_person"),
    path("persons/<person:suspect>/connections/", connections.of_person, name="person_connections"),
    path("persons/<person:suspect>/connections/<slug:item>/ask/", connections.ask_of_person, name="ask_about_person"),
    path("persons/<person:suspect>/network/", network.of_person, name="person_network"),
    path("persons/<person:suspect>/same/", merging.alike_persons, name="alike_persons"),
    path("persons/<person:suspect>/same/name/", merging.name_other, name="name_same_person"),
    path("persons/<person:suspect>/same/merges/<int:merge>/undo/", undoing.ask_undoing, name="ask_undoing"),
    path("persons/<person:suspect>/same/undoings/<int:undoing>/", undoing.decide_undoing, name="decide_undoing"),
    path("persons/<person:suspect>/same/<person:other>/", merging.merge, name="merge_persons"),
    path("cases/<case:reference>/connections/", connections.of_child, name="case_connections"),
    path("cases/<case:reference>/connections/<slug:item>/ask/", connections.ask_of_child, name="ask_about_child"),
    path("cases/<case:reference>/network/", network.of_child, name="case_network"),
    path("connections/", connections.requests, name="connection_requests"),
    path("connections/found/<int:found>/", connections.decide, name="connection_found"),
    path("connections/<slug:reference>/<int:reply>/", connections.answer, name="answer_connection"),
]
