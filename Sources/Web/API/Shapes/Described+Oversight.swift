import Foundation
import Oversight
import Presentation
import Rules

// The shapes that `signals`, `usage` and `ledger` print too (docs/json.md).

extension SignalOutput: Described {
    static let members: [String: Schema] = [
        "id": .id, "kind": .text, "title": .text, "state": .word(SignalState.allCases.map(\.rawValue)),
        "raised": .moment, "grown": .moment, "account": .optional(.text), "searches": .list(of: .id),
        "entries": .list(of: .count), "figures": .numbers, "first": .moment, "last": .moment,
    ]

    static let schema = Schema.named("Signal", .object(members))
}

extension SignalDetailsOutput.Look: Described {
    static let members: [String: Schema] = [
        "id": .id, "search": .id, "account": .text, "at": .moment, "reason": .text,
    ]

    static let schema = Schema.named("Look", .object(members))
}

extension SignalDetailsOutput: Described {
    static let schema = Schema.named(
        "SignalDetails",
        .object([
            "signal": SignalOutput.schema, "rule": .optional(.text),
            "decisions": .list(
                of: .object([
                    "decision": .word(SignalDecision.allCases.map(\.rawValue)), "at": .moment,
                    "account": .optional(.text), "reason": .optional(.text),
                ])),
            "looks": .list(of: Look.schema), "searchesWithProbe": .list(of: .id),
        ]))
}

extension SignalCheckOutput: Described {
    static let schema = Schema.named(
        "SignalCheck",
        .object([
            "raised": .count, "grown": .count, "reopened": .count, "unchanged": .count, "comparesFaces": .truth,
            "seconds": .number,
        ]))
}

extension UsageOutput.One: Described {
    static let schema = Schema.named(
        "Figures",
        .object([
            "id": .optional(.id), "name": .text,
            "figures": .object(Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0.rawValue, .count) })),
            "accountsActive": .count, "accountsSearching": .count, "firstSearch": .optional(.moment),
            "lastSearch": .optional(.moment), "erasedEntries": .count,
        ]))
}

extension CountedLogOutput: Described {
    static let schema = Schema.named(
        "CountedLog", .object(["origin": .text, "size": .count, "root": .text, "checkpoint": .text]))
}

extension UsageOutput: Described {
    static let members: [String: Schema] = [
        "period": .text, "log": CountedLogOutput.schema, "everybody": One.schema, "parts": .list(of: One.schema),
        "outcomesByPurpose": .plain([
            "type": "object",
            "additionalProperties": ["type": "object", "additionalProperties": ["type": "integer", "minimum": 0]],
        ]),
    ]

    static let schema = Schema.named("Usage", .object(members))
}

extension LedgerEntryOutput: Described {
    static let members: [String: Schema] = [
        "index": .count, "type": .optional(.text), "time": .optional(.moment),
        "ids": .optional(.plain(["type": "object", "additionalProperties": ["type": "string"]])),
        "commitment": .optional(.hash),
    ]

    static let schema = Schema.named("LogEntry", .object(members))
}

extension Schema {
    /// Whole numbers by words.
    static let numbers = Schema.plain(["type": "object", "additionalProperties": ["type": "integer"]])
}
