"""The shell of pages holds even where nothing else does."""

import re
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

WEB = Path(__file__).parents[2] / "src/quarterdeck/web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize("page", ["500.html", "offline.html"])
def test_a_page_of_failure_needs_no_context(page: str) -> None:
    with override("vi"):
        html = render_to_string(page)
    assert 'lang="vi"' in html
    assert "<h1>" in html


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_asks_for_what_the_content_policy_refuses(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|javascript:", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("name", ["base.css", "parts.css", "print.css"])
def test_every_brace_of_a_style_sheet_is_closed(name: str) -> None:
    text = (WEB / "static/web/quarterdeck" / name).read_text(encoding="utf-8")
    assert text.count("{") == text.count("}")


class Sample(forms.Form):
    lead = forms.CharField(label="Lead", help_text="One organisation")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect, required=False)


def test_a_field_is_tied_to_its_help_and_its_errors() -> None:
    html = render_to_string("web/field.html", {"field": Sample({})["lead"]})
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert '<label for="id_lead">' in html


def test_a_group_of_choices_is_a_fieldset_and_says_that_it_is_optional() -> None:
    with override("en"):
        html = render_to_string("web/field.html", {"field": Sample()["kind"]})
    assert "<fieldset" in html
    assert "(optional)" in html


def test_the_summary_of_errors_links_to_each_field() -> None:
    html = render_to_string("web/errors.html", {"form": Sample({})})
    assert '<a href="#id_lead">Lead</a>' in html
    assert 'role="alert"' in html


def test_a_list_says_what_the_address_asks_that_it_does_not_know(rf: RequestFactory) -> None:
    def shown(query: str) -> str:
        request = rf.get(f"/?{query}")
        page = Template("{% left_out form %}").render(Context({"request": request, "form": Sample(request.GET)}))
        return re.sub(r"<[^>]+>", "", page)

    with override("en"):
        assert shown("lead=x&kind=a&page=2").strip() == ""
        told = shown("lead=x&kind=b&colour=blue")
    assert "“colour, kind=b”" in told
