import Foundation
import Presentation
import Records
import Rules

// The shapes that the commands print too (docs/json.md).

extension FaceOutput: Described {
    static let schema = Schema.named(
        "Face",
        .object([
            "box": .box,
            "landmarks": .list(
                of: .list(of: .number, bounds: ["minItems": 2, "maxItems": 2]), bounds: ["minItems": 5, "maxItems": 5]),
            "confidence": .number(0...1), "quality": QualityOutput.schema,
        ]))
}

extension QualityOutput: Described {
    static let schema = Schema.named(
        "Quality",
        .object([
            "interEyeDistance": .number, "sharpness": .number, "yaw": .number, "pitch": .number, "roll": .number,
            "exposure": .number,
        ]))
}

extension FailureOutput: Described {
    static let schema = Schema.named("Failure", .object(["code": .code, "reason": .text, "remedy": .text]))
}

extension AuthorisationOutput.Decision: Described {
    static let schema = Schema.named("Decision", .object(["by": .text, "at": .moment, "reason": .text]))
}

extension AuthorisationOutput: Described {
    static let schema = Schema.object([
        "id": .id, "state": .word(AuthorisationState.allCases.map(\.rawValue)), "case": .optional(.text),
        "collections": .list(of: .text), "purpose": .text, "searches": .whole(from: 1), "used": .count,
        "notBefore": .moment, "expires": .moment, "requester": .text, "necessity": .text, "proportionality": .text,
        "breakGlassReason": .optional(.text), "deadline": .optional(.moment),
        "decision": .optional(Decision.schema), "revocation": .optional(Decision.schema),
    ])
}

extension CandidateListOutput.Receipt: Described {
    static let schema = Schema.named(
        "Receipt",
        .object([
            "recordedAt": .moment, "probeSHA256": .hash, "candidatesSHA256": .hash, "index": .count,
            "proof": .optional(.text),
        ]))
}

extension CandidateListOutput.Probe: Described {
    static let schema = Schema.named("Probe", .object(["box": .box, "quality": QualityOutput.schema]))
}

extension CandidateListOutput.Gallery: Described {
    static let schema = Schema.named(
        "Gallery", .object(["faces": .count, "photos": .count, "collections": .list(of: .text)]))
}

extension CandidateListOutput.Entry: Described {
    static let schema = Schema.object([
        "rank": .whole(from: 1), "similarity": .similarity,
        "photo": .named(
            "CandidatePhoto",
            .object([
                "id": .whole(from: 1), "path": .optional(.text), "pathBytes": .optional(.text), "collection": .text,
                "caption": .optional(.text), "credit": .optional(.text), "source": .optional(.text),
                "taken": .optional(.text),
            ])),
        "face": .named("CandidateFace", .object(["id": .whole(from: 1), "box": .box])),
    ])
}

extension CandidateListOutput: Described {
    static let schema = Schema.named(
        "CandidateList",
        .object([
            "search": .id, "receipt": Receipt.schema, "probe": Probe.schema, "gallery": Gallery.schema, "model": .text,
            "threshold": .number(-1...1), "calibrated": .truth,
            "candidates": .list(of: .named("Candidate", Entry.schema)),
        ]))
}

extension CaseFileOutput.OutcomeOutput: Described {
    static let schema = Schema.named(
        "Outcome",
        .object([
            "id": .id, "kind": .word(Outcome.Kind.words),
            "action": .optional(.word(Outcome.Action.allCases.map(\.rawValue))), "search": .optional(.id),
            "rank": .optional(.whole(from: 1)), "text": .text, "corroboration": .optional(.text), "at": .moment,
            "account": .text,
        ]))
}

extension CaseFileOutput: Described {
    static let schema = Schema.named(
        "CaseFile",
        .object([
            "case": .text, "organisation": .text, "opened": .moment, "closed": .optional(.moment),
            "exported": .moment, "logKey": .text, "outcomes": .list(of: OutcomeOutput.schema),
            "authorisations": .list(
                of: .object([
                    "authorisation": AuthorisationOutput.schema, "searches": .list(of: search),
                    "refusals": .list(of: .object(["at": .moment, "account": .text, "code": .optional(.code)])),
                ])),
        ]))

    private static let search = Schema.named(
        "CaseFileSearch",
        .object([
            "search": .id, "at": .moment, "account": .text, "purpose": .text,
            "probeType": .optional(.word(ProbeType.allCases.map(\.rawValue))), "probeSHA256": .hash,
            "threshold": .number(-1...1), "limit": .whole(1...1000), "model": .text,
            "state": .word(["completed", "interrupted", "open"]), "galleryFaces": .optional(.count),
            "galleryPhotos": .optional(.count), "shown": .optional(.count), "candidatesSHA256": .optional(.hash),
            "looks": .list(of: .object(["at": .moment, "examiner": .text, "rank": .optional(.whole(from: 1))])),
            "candidates": .list(of: candidate), "proof": .optional(.text),
        ]))

    private static let candidate = Schema.named(
        "CaseFileCandidate",
        .object([
            "rank": .whole(from: 1), "similarity": .similarity, "face": .whole(from: 1),
            "photo": .optional(.whole(from: 1)), "caption": .optional(.text), "state": .panelState,
            "reviews": .list(
                of: .object([
                    "examiner": .text, "verdict": .word(Verdict.allCases.map(\.rawValue)), "reasons": .text,
                    "at": .moment,
                ])),
        ]))
}

extension Schema {
    /// How a candidate stands with its examiners.
    static let panelState = Schema.word(
        ["not-sent", "not-needed", "waiting", "no-finding"] + Verdict.allCases.map(\.rawValue))
}

extension CollectionOutput.Unreadable: Described {
    static let schema = Schema.named("Unreadable", .object(["path": .text, "code": .code, "reason": .text]))
}

extension CollectionOutput: Described {
    static let schema = Schema.object([
        "name": .text, "controller": .text, "lawfulBasis": .text, "source": .text, "retentionDays": .whole(from: 1),
        "created": .moment, "closed": .optional(.moment), "photos": .count, "faces": .count, "files": .count,
        "vanishedFiles": .count, "unreadableFiles": .count, "unreadable": .optional(.list(of: Unreadable.schema)),
    ])
}

extension EnrolledPhotoOutput: Described {
    static let schema = Schema.named(
        "Photo",
        .object([
            "id": .whole(from: 1), "path": .optional(.text), "pathBytes": .optional(.text),
            "caption": .optional(.text), "credit": .optional(.text), "taken": .optional(.text), "enrolled": .moment,
            "faces": .list(of: .object(["id": .whole(from: 1), "box": .box])),
        ]))
}

extension IndexReportOutput: Described {
    static let schema = Schema.named(
        "IndexReport",
        .object([
            "collection": .text, "enrolledPhotos": .count, "enrolledFaces": .count, "withoutFace": .count,
            "alreadyEnrolled": .count, "moved": .count, "duplicates": .count, "vanished": .count,
            "otherFiles": .count, "suppressed": .object(["photos": .count, "faces": .count]),
            "skipped": .list(of: .object(["path": .text, "code": .code, "reason": .text])), "seconds": .number,
        ]))
}

extension ErasureOutput: Described {
    static let schema = Schema.named(
        "Erasure",
        .object([
            "dryRun": .truth,
            "erased": .list(
                of: .object([
                    "collection": .text, "photos": .count, "faces": .count, "files": .count, "openings": .count,
                ])),
            "copies": .list(of: .object(["photo": .whole(from: 1), "collection": .text])),
            "sealedPersons": .list(of: .id),
        ]))
}

extension RetentionOutput: Described {
    static let schema = Schema.named(
        "Retention",
        .object([
            "dryRun": .truth,
            "erased": .list(
                of: .object(["collection": .text, "photos": .count, "faces": .count, "files": .count])),
            "openings": .count, "requests": .count, "probes": .count, "results": .count, "templates": .count,
        ]))
}
