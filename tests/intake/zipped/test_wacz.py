"""Packed web archives: what is read of them, and what is said of who signed them."""

import base64
import datetime
import hashlib
import json
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from onrecord.intake.zipped.signature import observe

WORDS = "The clinic in Upper Vale said that three people had been hurt on Monday."
HASH = f"sha256:{hashlib.sha256(b'a package').hexdigest()}"
CREATED = "2031-05-04T10:00:00Z"


def public(key: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def side_by_side(signature: bytes, size: int) -> bytes:
    """As browsers write it (W3C Web Cryptography API §23.7.3)."""
    return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(signature))


def signed(key: ec.EllipticCurvePrivateKey, stated: str = HASH, *, raw: bool = True) -> dict[str, str]:
    signature = key.sign(stated.encode(), ec.ECDSA(hashes.SHA256()))
    if raw:
        signature = side_by_side(signature, (key.curve.key_size + 7) // 8)
    return {
        "hash": stated,
        "signature": base64.b64encode(signature).decode(),
        "publicKey": base64.b64encode(public(key)).decode(),
        "created": CREATED,
        "software": "of our own",
    }


KEYS = {"P-256": ec.generate_private_key(ec.SECP256R1()), "P-384": ec.generate_private_key(ec.SECP384R1())}


@pytest.mark.parametrize("curve", KEYS)
@pytest.mark.parametrize("raw", [True, False])
def test_an_anonymous_signature_says_by_which_key(curve: str, raw: bool) -> None:
    key = KEYS[curve]
    said = observe(signed(key, raw=raw), HASH)
    assert said.startswith(f"It is signed by the key sha256:{hashlib.sha256(public(key)).hexdigest()}, by its own account on 2031-05-04.")
    assert "not who that is" in said


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"signature": base64.b64encode(bytes(96)).decode()}, "is not by the key"),
        ({"publicKey": base64.b64encode(public(KEYS["P-256"])).decode()}, "is not by the key"),
        ({"publicKey": base64.b64encode(public(ed25519.Ed25519PrivateKey.generate())).decode()}, "none of the kinds"),
        ({"publicKey": "AAAA"}, "cannot be read"),
        ({"publicKey": "not base 64!"}, "is no base 64"),
        ({"signature": None}, "states no signature"),
        ({"hash": "sha256:another"}, "of another digest"),
        ({"hash": 7}, "states no hash"),
        ({"domainCert": "-----BEGIN CERTIFICATE-----", "domain": "vale.example"}, "certificate cannot be read"),
    ],
)
def test_a_signature_that_does_not_fit_vouches_for_nothing(changes: dict[str, Any], says: str) -> None:
    said = observe({**signed(KEYS["P-384"]), **changes}, HASH)
    assert says in said
    assert "It is signed by" not in said


def certificate(
    key: ec.EllipticCurvePrivateKey, name: str, issuer: str, issuer_key: ec.EllipticCurvePrivateKey, year: int = 2031
) -> x509.Certificate:
    begin = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)]
    builder = x509.CertificateBuilder().subject_name(names[0]).issuer_name(names[1]).public_key(key.public_key())
    builder = builder.serial_number(7).not_valid_before(begin).not_valid_after(begin + datetime.timedelta(days=365))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def with_certificate(key: ec.EllipticCurvePrivateKey, chain: list[x509.Certificate], **changes: str) -> dict[str, str]:
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain).decode()
    return {**signed(key, raw=False), "domainCert": pem, "domain": "vale.example", "timeSignature": "AAAA", **changes}


def test_a_signature_with_a_certificate_says_for_which_domain_and_what_was_not_checked() -> None:
    key, authority = KEYS["P-256"], KEYS["P-384"]
    chain = [certificate(key, "vale.example", "An Authority", authority), certificate(authority, "An Authority", "An Authority", authority)]
    said = observe(with_certificate(key, chain), HASH)
    assert said == (
        f"It is signed by the key sha256:{hashlib.sha256(public(key)).hexdigest()}, by its own account on 2031-05-04, with a certificate"
        " for 'vale.example' that goes back to 'CN=An Authority'. Whether that authority is to be trusted was not checked."
        " Its time stamp was not checked."
    )


def test_what_is_wrong_with_a_certificate_is_said() -> None:
    key, authority, stranger = KEYS["P-256"], KEYS["P-384"], ec.generate_private_key(ec.SECP256R1())
    chain = [
        certificate(key, "vale.example", "An Authority", stranger, 2029),
        certificate(authority, "An Authority", "An Authority", authority),
    ]
    said = observe(with_certificate(key, chain, domain="other.example"), HASH)
    assert "not for 'other.example'" in said
    assert "do not vouch for one another" in said
    assert "was not valid on the day" in said
    assert "is not by the key" in observe(with_certificate(stranger, chain), HASH)


def test_a_signed_package_is_read_and_the_signature_recorded(opened_bytes, pack) -> None:
    members = {"archive/data.warc.gz": pack.gz([pack.response(WORDS)])}
    stated = f"sha256:{hashlib.sha256(pack.package(members)).hexdigest()}"
    found = opened_bytes("a.wacz", pack.wacz(members, signed=signed(KEYS["P-384"], stated)))
    assert [document.part.path for document in found.documents] == [("archive/data.warc.gz",)]
    assert [(issue.code, issue.outcome) for issue in found.issues] == [("wacz.signature", "recorded")]
    assert "It is signed by the key" in found.issues[0].message


@pytest.mark.parametrize(
    "package",
    [b"not json", b"[]", b"{}", b'{"resources": 7}', b'{"resources": [7]}', b'{"resources": [{"path": 7}]}', b"[" * 100_000, b"\xff"],
)
def test_a_description_that_is_none(opened_bytes, pack, package: bytes) -> None:
    members = {"archive/data.warc.gz": pack.gz([pack.response(WORDS)])}
    digest = json.dumps({"hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
    found = opened_bytes("a.wacz", pack.zip({**members, "datapackage.json": package, "datapackage-digest.json": digest}))
    assert [document.text for document in found.documents] == [WORDS]
    assert [issue.code for issue in found.issues] == ["wacz.digest", "wacz.unsigned"]


@pytest.mark.parametrize(
    "digest",
    [b"not json", b'{"hash": "\xff"}', b"[]", b"{}", b'{"hash": 7}', b'{"hash": "sha256:00"}', b'{"hash": "sha256:%s"}' % (b"0" * 64)],
)
def test_a_digest_that_is_not_that_of_the_description(opened_bytes, pack, digest: bytes) -> None:
    members = {"archive/data.warc.gz": pack.gz([pack.response(WORDS)])}
    found = opened_bytes("a.wacz", pack.zip({**members, "datapackage.json": pack.package(members), "datapackage-digest.json": digest}))
    assert [document.text for document in found.documents] == [WORDS]
    assert [issue.code for issue in found.issues] == ["wacz.digest", "wacz.unsigned"]


def test_web_archives_that_stand_outside_of_their_folder_are_read_too(opened_bytes, pack) -> None:
    members = {
        "archive/a.warc": pack.response(WORDS),
        "Archive/b.warc": pack.response(WORDS, "https://vale.example/b"),
        "other/c.warc.gz": pack.gz([pack.response(WORDS, "https://vale.example/c")]),
        "other/d.bin": pack.response(WORDS, "https://vale.example/d"),
        "other/e": pack.gz([pack.response(WORDS, "https://vale.example/e")]),
        "pages/f.warc": pack.response(WORDS, "https://vale.example/f"),
        "other/g.warc": b"cut",
        "pages/pages.jsonl": b"{}",
        "indexes/index.cdx.gz": pack.gz([b"example,vale)/ 20310504100000 {}\n"]),
        "logs/crawl.log": b"nothing",
    }
    found = opened_bytes("a.wacz", pack.wacz(members))
    assert [document.id.rpartition("/")[2] for document in found.documents] == ["a", "b", "c", "d", "e", "f"]
    assert [(issue.code, issue.where.rpartition(", ")[0].rpartition(", ")[2]) for issue in found.issues[1:]] == [
        ("gzip.damaged", "other/g.warc")
    ]


def test_members_of_a_package_that_are_no_web_archives_are_named_once(opened_bytes, pack) -> None:
    members = {
        "archive/a.warc": pack.response(WORDS),
        "other/report.txt": WORDS.encode(),
        "report.html": pack.page(WORDS),
        "pages/pages.jsonl": b"{}",
        "onrecord/VERIFY.txt": WORDS.encode(),
    }
    found = opened_bytes("a.wacz", pack.wacz(members))
    assert len(found.documents) == 1
    (issue,) = [issue for issue in found.issues if issue.code != "wacz.unsigned"]
    assert (issue.code, issue.outcome) == ("wacz.not-archives", "recorded")
    assert "2 members" in issue.message
    assert "'other/report.txt', 'report.html'" in issue.message


def test_an_altered_package_is_told_member_by_member(opened_bytes, pack) -> None:
    members = {
        "archive/a.warc": pack.response(WORDS),
        "archive/b.warc": pack.response(WORDS, "https://vale.example/b"),
        "pages/pages.jsonl": b"{}",
    }
    whole = pack.wacz(members)
    changed = pack.zip({
        **members,
        "archive/b.warc": pack.response(WORDS.replace("three", "seven"), "https://vale.example/b"),
        "datapackage.json": pack.package(members),
        "datapackage-digest.json": json.dumps({"hash": f"sha256:{hashlib.sha256(pack.package(members)).hexdigest()}"}).encode(),
    })  # fmt: skip
    assert [issue.code for issue in opened_bytes("a.wacz", whole).issues] == ["wacz.unsigned"]
    found = opened_bytes("b.wacz", changed)
    assert (found.issues[0].code, found.issues[0].where.rpartition(", ")[2]) == ("wacz.digest", "archive/b.warc")
    assert len(found.documents) == 2
