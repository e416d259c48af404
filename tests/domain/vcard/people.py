"""People as hypothesis makes them: every field, with the characters that break vCards."""

from __future__ import annotations

from hypothesis import strategies as st

from prospect_crm.domain.person import (
    EmailAddress,
    Person,
    Phone,
    Photo,
    PostalAddress,
    SocialProfile,
    WebAddress,
)
from prospect_crm.domain.vcard.cleaning import one_line, paragraph

from .producers import JPEG, PNG

_NASTY = ",;:\\\"'\n\t =%&<>@/?#[]{}|^~éÀßœ日本한👩‍👩‍👧\u0301\u200f\u202eN n.-+()0123456789"
_characters = st.sampled_from(_NASTY) | st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"
)

texts = st.text(_characters, max_size=60).map(one_line)
words = texts.filter(bool)
paragraphs = st.text(_characters, max_size=200).map(paragraph)
contact_kinds = st.sampled_from(["work", "home", "other"])
numbers = st.from_regex(r"\+?[0-9][0-9 ().-]{0,15}[0-9]", fullmatch=True).map(one_line)
addresses = st.builds(
    "{}@{}.fr".format,
    st.text("abcXYZ0189.!#$%&'*+-/=?^_`{|}~éß", min_size=1, max_size=20).filter(lambda text: text[0] != "/"),
    st.text("abcdefgh0189-", min_size=1, max_size=10),
)
urls = st.builds(
    "{}://{}.fr/{}".format,
    st.sampled_from(["http", "https"]),
    st.text("abcdefgh0189", min_size=1, max_size=10),
    st.text("abcXYZ0189-._~:/?#[]@!$&'()*+,;=%", max_size=40),
)
networks = st.sampled_from(["linkedin", "x", "facebook", "xing", "mastodon"])
birthdays = st.dates().map(lambda date: date.isoformat()).filter(lambda text: text[:4] != "1604")
birthdays |= st.sampled_from(["", "--04-12", "--02-29", "1985", "1985-04"])
photos = st.none() | st.builds(Photo, st.sampled_from([JPEG, PNG]), st.just(""), st.just(""))
extras = st.lists(
    st.sampled_from(
        [
            "GENDER:M",
            "item1.X-ABDATE;TYPE=pref:2010-06-05",
            "item1.X-ABLABEL:_$!<Anniversary>!$_",
            "X-MS-MANAGER:Le Chef",
            "IMPP;X-SERVICE-TYPE=Skype;TYPE=pref:skype:helene",
            'X-QUOTED;X-P="a;b:c":x\\, y\\; z\\n',
        ]
    ),
    unique=True,
)


def _with_media_type(photo: Photo | None) -> Photo | None:
    if photo is not None:
        photo.media_type = "image/jpeg" if photo.content == JPEG else "image/png"
    return photo


def _with_one_preferred(entries: list, index: int) -> list:
    if entries and index < len(entries):
        entries[index].is_preferred = True
    return entries


def _lists(entry: st.SearchStrategy) -> st.SearchStrategy[list]:
    return st.builds(_with_one_preferred, st.lists(entry, max_size=3), st.integers(0, 5))


def _emails() -> st.SearchStrategy:
    return st.builds(EmailAddress, addresses, contact_kinds, label=texts)


def _phones() -> st.SearchStrategy:
    kinds = st.sampled_from(["work", "mobile", "home", "fax", "pager", "other"])
    extensions = st.just("") | st.from_regex(r"[0-9]{1,5}", fullmatch=True) | st.just("12 b;c")
    return st.builds(Phone, numbers, kinds, label=texts, extension=extensions)


def _postal_addresses() -> st.SearchStrategy:
    parts = st.tuples(*[texts.map(lambda text: text.strip(" ,"))] * 7).filter(any)
    return st.builds(
        lambda parts, kind, label: PostalAddress(*parts, kind, False, label), parts, contact_kinds, texts
    )


people = st.builds(
    Person,
    given_name=texts,
    family_name=words,
    additional_names=texts,
    prefix=texts,
    suffix=texts,
    full_name=words,
    nickname=texts,
    organisation=texts,
    department=texts,
    job_title=texts,
    role=texts,
    emails=_lists(_emails()),
    phones=_lists(_phones()),
    addresses=_lists(_postal_addresses()),
    urls=st.lists(st.builds(WebAddress, urls, contact_kinds, texts), max_size=2),
    social_profiles=st.lists(st.builds(SocialProfile, networks, urls), max_size=2),
    birthday=birthdays,
    note=paragraphs,
    categories=st.lists(words, max_size=3, unique=True),
    photo=photos.map(_with_media_type),
    uid=texts,
    revised=st.sampled_from(["", "2024-05-03T10:11:12Z", "20240503T101112Z"]),
    extras=extras,
)
