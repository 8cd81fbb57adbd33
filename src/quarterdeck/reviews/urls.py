"""Addresses of reviews."""

from django.urls import path

from quarterdeck.reviews.views import desk

app_name = "reviews"
urlpatterns = [
    path("reviews/", desk.index, name="index"),
    path("reviews/new/", desk.new, name="new"),
    path("reviews/<str:code>/", desk.review, name="review"),
    path("reviews/<str:code>/items/<int:number>/opinions/", desk.add_opinion, name="add_opinion"),
    path("reviews/<str:code>/items/<int:number>/conclusions/", desk.add_conclusion, name="add_conclusion"),
    path("reviews/<str:code>/items/<int:number>/move/", desk.move, name="move"),
    path("reviews/<str:code>/conclusions/<int:number>/", desk.reword, name="reword"),
    path("reviews/<str:code>/close/", desk.close, name="close"),
]
