import FaceSearch
import Foundation
import TransparencyLog
import Vocabulary

/// A report as data: canonical JSON (RFC 8785), which is what is signed. docs/reports.md has its members.
extension Report {
    static let format = "likeness-report/1"

    func json() throws -> JSONValue {
        .object(
            try JSONObject([
                ("format", .string(Self.format)), ("id", .string(id)), ("period", .string(period.text)),
                ("publisher", .string(publisher)), ("made", .string(made.formatted(.iso8601))),
                (
                    "log",
                    .object([
                        "origin": .string(origin), "size": try .integer(size), "root": .string(root),
                    ])
                ),
                ("smallest", try .integer(smallest)), ("erased", try erased.json()), ("base", try base.json()),
                ("months", .array(months.map { .string($0) })),
                ("accountsSearching", .array(try accountsSearching.map { try $0.json() })),
                (
                    "counts",
                    .object(
                        try JSONObject(
                            rows.map { row in
                                (
                                    row.measure.rawValue,
                                    try Span(total: row.total, months: row.months).json()
                                )
                            }))
                ),
                ("years", .object(try JSONObject(years.map { ($0.year, try $0.json()) }))),
            ]))
    }
}

extension Report.Span {
    fileprivate func json() throws -> JSONValue {
        .object(["total": try total.json(), "months": .array(try months.map { try $0.json() })])
    }
}

extension Base {
    func json() throws -> JSONValue {
        .object([
            "collections": .array(
                try collections.map {
                    .object([
                        "basis": .string($0.basis), "count": try .integer($0.count), "since": .string($0.since),
                    ])
                }),
            "closed": try .integer(closed), "photos": try photos.json(), "faces": try faces.json(),
            "isWhole": .bool(isWhole),
        ])
    }
}

extension Report.Year {
    /// What is held back is named too.
    fileprivate func json() throws -> JSONValue {
        .object([
            "purposes": try Self.json(purposes, of: ReportColumns.byPurpose),
            "organisations": try Self.json(organisations, of: ReportColumns.byOrganisation),
        ])
    }

    private static func json(_ told: [Measure: ToldParts], of measures: [Measure]) throws -> JSONValue {
        .object(try JSONObject(measures.map { ($0.rawValue, try told[$0]?.json() ?? .string("withheld")) }))
    }
}

extension ToldParts {
    fileprivate func json() throws -> JSONValue {
        .object([
            "single": .object(try JSONObject(single.map { ($0.key, try .integer($0.value)) })),
            "together": .array(together.map { .string($0) }), "sum": try .integer(sum),
        ])
    }
}

extension ToldCount {
    /// A number; `"few"`; `[least, most]`.
    fileprivate func json() throws -> JSONValue {
        switch self {
        case .exactly(let count): try .integer(count)
        case .few: .string("few")
        case .between(let least, let most): .array([try .integer(least), try .integer(most)])
        }
    }
}
