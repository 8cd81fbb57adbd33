"""Addresses of reviews."""

from django.urls import path

from quarterdeck.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.index, name="index"),
    path("reviews/new/", views.new, name="new"),
    path("reviews/<str:code>/", views.review, name="review"),
    path("reviews/<str:code>/items/<int:number>/opinions/", views.add_opinion, name="add_opinion"),
    path("reviews/<str:code>/items/<int:number>/conclusions/", views.add_conclusion, name="add_conclusion"),
    path("reviews/<str:code>/items/<int:number>/move/", views.move, name="move"),
    path("reviews/<str:code>/conclusions/<int:number>/", views.reword, name="reword"),
    path("reviews/<str:code>/close/", views.close, name="close"),
]
