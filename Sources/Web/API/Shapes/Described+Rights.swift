import FaceSearch
import Foundation
import Presentation
import Records
import Rules

// The shapes that `request`, `protect` and `seal` print too (docs/json.md).

extension RequestOutput: Described {
    static let members: [String: Schema] = [
        "id": .id, "kind": .word(RequestKind.allCases.map(\.rawValue)), "reference": .text,
        "state": .word(SubjectRequest.State.allCases.map(\.rawValue)), "collections": .list(of: .text),
        "received": .moment, "due": .moment, "daysLeft": .optional(.plain(["type": "integer"])), "late": .truth,
        "recordedBy": .text,
        "identification": .optional(
            .object([
                "means": .word(IdentityMeans.allCases.map(\.rawValue)), "words": .optional(.text), "at": .moment,
                "by": .text,
            ])),
        "searches": .list(
            of: .object([
                "id": .id, "at": .moment, "threshold": .number(-1...1), "found": .optional(.count),
                "interrupted": .optional(.moment),
            ])),
        "found": .count, "judged": .count, "confirmed": .count,
        "decision": .optional(
            .object([
                "kind": .word(SubjectRequest.Decision.Kind.allCases.map(\.rawValue)), "reason": .optional(.text),
                "at": .moment, "by": .text,
            ])),
    ]

    static let schema = Schema.named("Request", .object(members))
}

extension FoundFaceOutput: Described {
    static let schema = Schema.named(
        "FoundFace",
        .object([
            "number": .whole(from: 1), "similarity": .similarity,
            "verdict": .optional(.word(RequestFace.Verdict.allCases.map(\.rawValue))), "photo": .whole(from: 1),
            "face": .whole(from: 1), "collection": .text,
        ]))
}

extension FoundFacesOutput: Described {
    static let schema = Schema.named(
        "FoundFaces", .object(["request": RequestOutput.schema, "found": .list(of: FoundFaceOutput.schema)]))
}

extension SubjectAnswer: Described {
    private static let shown = Schema.object([
        "searches": .optional(.count), "organisations": .optional(.count), "fewerThan": .optional(.count),
    ])

    static let schema = Schema.named(
        "SubjectAnswer",
        .object([
            "kind": .word(RequestKind.allCases.map(\.rawValue)),
            "places": .list(
                of: .object([
                    "name": .text, "controller": .text, "lawfulBasis": .text, "source": .text, "retentionDays": .count,
                ])),
            "looks": .list(
                of: .object([
                    "at": .moment, "threshold": .number(-1...1), "faces": .count, "photos": .count, "model": .text,
                ])),
            "found": .count, "confirmed": .count,
            "photos": .list(
                of: .object([
                    "number": .whole(from: 1), "collection": .text, "enrolled": .moment, "keptUntil": .moment,
                    "taken": .optional(.text), "format": .text, "shown": .optional(shown),
                ])),
            "erased": .list(of: .object(["collection": .text, "photos": .count, "faces": .count])),
            "resultDays": .count, "sealedFaces": .optional(.count),
        ]))
}

extension RequestPapersOutput: Described {
    static let schema = Schema.named(
        "RequestPapers",
        .object([
            "request": RequestOutput.schema, "organisation": .text, "draft": .truth,
            "answer": .optional(SubjectAnswer.schema),
            "proofs": .list(of: .object(["type": .text, "index": .count, "receipt": .text])), "logKey": .text,
        ]))
}

extension PublicPageOutput: Described {
    static let schema = Schema.named(
        "PublicPage",
        .object([
            "collections": .list(
                of: .object([
                    "name": .text, "controller": .text, "lawfulBasis": .text, "source": .text,
                    "retentionDays": .whole(from: 1), "created": .moment, "closed": .optional(.moment),
                    "photos": .optional(.count), "fewerThan": .optional(.count),
                ])),
            "leftOut": .count, "accessDays": .count, "erasureDays": .count, "protectionDays": .count,
            "texts": .plain(["type": "object", "additionalProperties": ["type": "string"]]), "logKey": .text,
            "made": .moment,
        ]))
}

extension ProtectedPersonOutput: Described {
    static let schema = Schema.named(
        "ProtectedPerson",
        .object(["id": .id, "added": .moment, "reason": .text, "fears": .optional(.text)]))
}

extension SealedHitOutput: Described {
    static let schema = Schema.named(
        "SealedHit", .object(["search": .id, "at": .moment, "account": .id, "person": .id]))
}
