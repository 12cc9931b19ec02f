import FaceSearch
import Foundation
import Hummingbird
import Oversight
import Presentation
import Rules
import TransparencyLog
import Vocabulary

/// The log's entries behind a figure, and one of them with what it stands for and its proof. Each look is logged.
enum EntriesAPI {
    private static let path = "/oversight/entries"

    static let routes: [Route] = [
        .list(
            path, "listEntries", "The entries of a period in the log's order, of those that a figure counts, or all.",
            for: .duty(.readLog),
            OversightQuery.scope + [
                .query("measure", "A figure's word (docs/usage.md).", .word(Measure.allCases.map(\.rawValue)))
            ]
        ) { visit, paging in
            let measure = try visit.asked("measure", as: Measure.self)
            let view = try await visit.overseersView()
            let name = view.address(API.root + path, measure.map { ["measure": $0.rawValue] } ?? [:])
            try await visit.home.noteReading(OversightReading(.entries, of: name), as: visit.actor)
            let all = view.history.entries(counting: measure, in: view.period.seconds, of: view.scope)
            let page = paging.page(of: all, id: { "\($0.index)" }) { Counted(index: $0.index, count: $0.count) }
            let shown = try visit.entries(at: page.items.map(\.index))
            return List(
                items: page.items.compactMap { one in
                    shown[one.index].map { EntryAnswer($0, count: one.count, in: view.history) }
                }, next: page.next, log: CountedLogOutput(view.checkpoint), entries: all.count,
                counted: all.reduce(0) { $0 + $1.count })
        },
        .read(
            "\(path)/:index", "getEntry", "One entry with what it stands for, and the proof that it is in the log.",
            for: .duty(.readLog)
        ) { visit in
            let index = try visit.number("index")
            let view = try await visit.overseersView()
            // Asked before it is noted, so that nothing is noted that is not there.
            guard try visit.entries(at: [index])[index] != nil else { throw Home.unknownEntry }
            try await visit.home.noteReading(
                OversightReading(.entries, of: "\(API.root)\(path)/\(index)"), as: visit.actor)
            guard let entry = try visit.entries(at: [index])[index] else { throw Home.unknownEntry }
            return OneEntryAnswer(
                entry, in: view.history, opens: try entry.opens(), proof: try await visit.proof(index))
        },
        .file(
            "\(path)/:index/proof", "getEntryProof", "The proof alone (C2SP tlog-proof).", for: .duty(.readLog),
            "text/plain; charset=utf-8"
        ) { visit in
            try await visit.home.receipt(ofEntry: visit.number("index"), as: visit.actor).serialised()
        },
    ]

    private struct Counted: Encodable, Described {
        let index: Int
        let count: Int

        static let schema = Schema.object(["index": .count, "count": .count])
    }

    private struct List: Encodable, Described {
        let items: [EntryAnswer]
        let next: String?
        let log: CountedLogOutput
        /// How many there are, and how much they count.
        let entries: Int
        let counted: Int

        static let schema = Schema.named(
            "CountedEntries",
            .object([
                "items": .list(of: EntryAnswer.schema, bounds: ["maxItems": .whole(Paging.most)]),
                "next": .optional(.text), "log": CountedLogOutput.schema, "entries": .count, "counted": .count,
            ]))
    }
}

extension Visit {
    /// Nil while the entry is not published: witnesses that are required may be away.
    fileprivate func proof(_ index: Int) async throws -> String? {
        do {
            return String(
                decoding: try await home.receipt(ofEntry: index, as: actor).serialised(), as: UTF8.self)
        } catch let failure as Failure where failure.code == .entryUnknown {
            return nil
        }
    }
}

/// An entry of the log with what it stands for.
struct EntryAnswer: Extended {
    struct More: Encodable {
        let words: String
        /// What its ids are called, where something says it.
        let names: [String: String]
        let state: String
        /// Canonical JSON, as text.
        let payload: String?
        let count: Int?
    }

    let base: LedgerEntryOutput
    let more: More

    /// - Parameter count: by how much it counts.
    init(_ entry: ShownEntry, count: Int? = nil, in history: History) {
        base = LedgerEntryOutput(entry.index, entry.event)
        let ids = (entry.event?.ids ?? [:]).values.map(\.text)
        let names = ids.map { id in
            (id, RandomID(id).flatMap { history.number(of: $0) }.flatMap { history.knownName($0) })
        }
        more = More(
            words: entry.words,
            names: names.reduce(into: [:]) { $0[$1.0] = $1.1 },
            state: entry.payloadText != nil ? "disclosed" : entry.isErased ? "erased" : "empty",
            payload: entry.payloadText, count: count)
    }

    static let members = LedgerEntryOutput.members.merging([
        "words": .text, "names": .plain(["type": "object", "additionalProperties": ["type": "string"]]),
        "state": .word(["disclosed", "erased", "empty"]), "payload": .optional(.text), "count": .optional(.count),
    ]) { $1 }

    static let schema = Schema.named("Entry", .object(members))
}

private struct OneEntryAnswer: Extended {
    struct More: Encodable {
        /// As the log has it.
        let entry: String
        /// Whether the payload is what the entry committed to.
        let opens: Bool?
        let proof: String?
    }

    let base: EntryAnswer
    let more: More

    init(_ entry: ShownEntry, in history: History, opens: Bool, proof: String?) {
        base = EntryAnswer(entry, in: history)
        more = More(entry: entry.text, opens: entry.payloadText.map { _ in opens }, proof: proof)
    }

    static let schema = Schema.named(
        "EntryWithProof",
        .object(
            EntryAnswer.members.merging([
                "entry": .text, "opens": .optional(.truth), "proof": .optional(.text),
            ]) { $1 }))
}
