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
                ("smallest", try .integer(smallest)), ("erased", try .integer(erased)),
                ("months", .array(months.map { .string($0) })),
                ("accountsSearching", .array(try accountsSearching.map { try $0.json() })),
                (
                    "counts",
                    .object(
                        try JSONObject(
                            rows.map { row in
                                (
                                    row.measure.rawValue,
                                    .object([
                                        "total": try row.total.json(),
                                        "months": .array(try row.months.map { try $0.json() }),
                                    ])
                                )
                            }))
                ),
                ("years", .object(try JSONObject(years.map { ($0.year, try $0.json()) }))),
            ]))
    }
}

extension Report.Year {
    fileprivate func json() throws -> JSONValue {
        .object([
            "purposes": try purposes?.json() ?? .null,
            "organisations": .object(
                try JSONObject(organisations.map { ($0.key.rawValue, try $0.value.json()) })),
        ])
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
