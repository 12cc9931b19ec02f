import Records
import Rules

/// The signals that were raised before, so that a finding is known again.
///
/// By its key, or by its evidence: a key may name the first search of many, and that one's box, or what its entry stands for, goes
/// with its time. Then the rule finds less of the same, under another key. So a finding that has nothing which signals of its rule
/// and its account do not rest on already is nothing new; one that has, and shares something with one of them, is that
/// signal, grown.
struct KnownSignals {
    enum Finding {
        case new
        case unchanged
        /// This signal, with the grown evidence.
        case grown(SignalRecord)
    }

    private var shelves: [String: Shelf] = [:]

    /// - Parameter account: whom the draft is about, as the records know it.
    mutating func find(
        _ draft: SignalDraft, about account: AccountRef?, in records: RecordTransaction
    ) throws -> Finding {
        if shelves[draft.kind] == nil { shelves[draft.kind] = Shelf(try records.signals(ofKind: draft.kind)) }
        guard let shelf = shelves[draft.kind] else { return .new }
        let key = draft.digest
        let known = shelf.touched(by: draft.evidence, or: key).filter {
            $0.key == key || ($0.account == account && $0.evidence.touches(draft.evidence, of: draft.kind))
        }
        guard !known.isEmpty else { return .new }
        guard !draft.evidence.isWithin(known.map(\.evidence)) else { return .unchanged }
        // The one of its key, or else the one that it shares most with, of several the oldest.
        let shared = known.map { $0.key == key ? Int.max : $0.evidence.shared(with: draft.evidence) }
        guard let most = shared.max(), var best = shared.firstIndex(of: most).map({ known[$0] }),
            let grown = best.evidence.grown(by: draft.evidence)
        else { return .unchanged }
        best.evidence = grown
        return .grown(best)
    }

    /// So that the next draft knows it too.
    mutating func note(_ signal: SignalRecord) { shelves[signal.kind]?.put(signal) }
}

/// What one rule has raised, by what it rests on.
private struct Shelf {
    private var signals: [SignalRecord] = []
    private var byKey: [[UInt8]: Int] = [:]
    private var byEntry: [Int: Set<Int>] = [:]
    private var bySearch: [String: Set<Int>] = [:]

    init(_ signals: [SignalRecord]) { for signal in signals { put(signal) } }

    mutating func put(_ signal: SignalRecord) {
        let place = byKey[signal.key] ?? signals.count
        if place < signals.count { signals[place] = signal } else { signals.append(signal) }
        byKey[signal.key] = place
        for entry in signal.evidence.entries { byEntry[entry, default: []].insert(place) }
        for search in signal.evidence.searches { bySearch[search, default: []].insert(place) }
    }

    /// Oldest first.
    func touched(by evidence: SignalEvidence, or key: [UInt8]) -> [SignalRecord] {
        var places = Set(byKey[key].map { [$0] } ?? [])
        for entry in evidence.entries { places.formUnion(byEntry[entry] ?? []) }
        for search in evidence.searches { places.formUnion(bySearch[search] ?? []) }
        return places.sorted().map { signals[$0] }
    }
}
