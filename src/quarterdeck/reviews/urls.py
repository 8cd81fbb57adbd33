"""Addresses of reviews."""

from django.urls import path

from quarterdeck.reviews.views import assessments, attending, conference, desk, hall, notices, planning

app_name = "reviews"
urlpatterns = [
    path("reviews/", desk.index, name="index"),
    path("reviews/calendar/", planning.calendar, name="calendar"),
    path("reviews/new/", planning.new, name="new"),
    path("reviews/<str:code>/", desk.review, name="review"),
    path("reviews/<str:code>/items/<int:number>/opinions/", desk.add_opinion, name="add_opinion"),
    path("reviews/<str:code>/items/<int:number>/conclusions/", desk.add_conclusion, name="add_conclusion"),
    path("reviews/<str:code>/items/<int:number>/move/", desk.move, name="move"),
    path("reviews/<str:code>/conclusions/<int:number>/", desk.reword, name="reword"),
    path("reviews/<str:code>/close/", desk.close, name="close"),
    path("reviews/<str:code>/edit/", planning.edit, name="edit"),
    path("reviews/<str:code>/cancel/", planning.cancel, name="cancel"),
    path("reviews/<str:code>/chair/", planning.name_chair, name="name_chair"),
    path("reviews/<str:code>/matters/new/", planning.add_matter, name="add_matter"),
    path("reviews/<str:code>/items/<int:number>/plan/", planning.plan_item, name="plan_item"),
    path("reviews/<str:code>/items/<int:number>/drop/", planning.drop_item, name="drop_item"),
    path("reviews/<str:code>/attendance/", attending.attendance, name="attendance"),
    path("reviews/<str:code>/attendance/ask/", attending.invite, name="invite"),
    path("reviews/<str:code>/attendance/ask-no-longer/", attending.uninvite, name="uninvite"),
    path("reviews/<str:code>/papers/", attending.papers, name="papers"),
    path("reviews/<str:code>/papers/send/", attending.send_papers, name="send_papers"),
    path("reviews/<str:code>/papers/<int:number>/withdraw/", attending.withdraw_paper, name="withdraw_paper"),
    path("reviews/<str:code>/assessments/", assessments.assessments, name="assessments"),
    path("reviews/<str:code>/assessments/<int:number>/", assessments.reword, name="reword_assessment"),
    path("reviews/<str:code>/assessments/<int:number>/again/", assessments.again, name="name_again"),
    path("reviews/<str:code>/assessments/<int:number>/withdraw/", assessments.withdraw, name="withdraw_assessment"),
    path("reviews/<str:code>/notices/", notices.notices, name="notices"),
    path("reviews/<str:code>/notices/make/", notices.make, name="make_notices"),
    path("reviews/<str:code>/notices/<str:body>/", notices.notice, name="notice"),
    path("reviews/<str:code>/taken-up/", notices.taken_up, name="taken_up"),
    path("reviews/<str:code>/conclusions/<int:number>/decide/", notices.decide, name="decide"),
    path("reviews/<str:code>/hall/", hall.page, name="hall"),
    path("reviews/<str:code>/hall/now/", hall.now, name="hall_now"),
    path("reviews/<str:code>/hall/charts/<int:pk>/", hall.draw, name="draw_chart"),
    path("reviews/<str:code>/conference/", conference.page, name="conference"),
    path("reviews/<str:code>/conference/now/", conference.now, name="conference_now"),
    path("reviews/<str:code>/conference/show/", conference.show, name="show"),
    path("reviews/<str:code>/conference/opinions/<str:key>/", conference.opinion, name="keep_opinion"),
    path("reviews/<str:code>/conference/drafts/<str:key>/", conference.draft, name="keep_draft"),
    path("reviews/<str:code>/conference/drafts/<str:key>/record/", conference.record, name="record_draft"),
    path("reviews/<str:code>/conference/drafts/<str:key>/discard/", conference.discard, name="discard_draft"),
]
