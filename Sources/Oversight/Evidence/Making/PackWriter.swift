import FaceSearch
import Foundation
import Records
import Rules
import TransparencyLog
import Vocabulary

/// Writes one pack: its entries first, its manifest last, so that a folder with a manifest is a whole one.
struct PackWriter {
    private let home: Home
    private let plan: EvidencePlan
    private let export: EvidenceExport
    private let output: PackOutput
    private let actor: Actor
    private let head: TreeHead

    init(_ home: Home, _ plan: EvidencePlan, _ export: EvidenceExport, _ output: PackOutput, _ actor: Actor) {
        self.home = home
        self.plan = plan
        self.export = export
        self.output = output
        self.actor = actor
        head = export.checkpoint.checkpoint.head
    }

    func write(_ progress: (Int, Int) throws -> Void) throws -> PackManifest {
        var texts: [(PackFile, [UInt8]?)] = [
            (.checkpoint, export.checkpoint.serialised()), (.key, Array("\(export.key)\n".utf8)),
        ]
        let witnesses = knownWitnesses()
        if !witnesses.isEmpty { texts.append((.witnesses, Array(witnesses.map { "\($0)\n" }.joined().utf8))) }
        if let kept = plan.request.earlier {
            texts.append((.earlier, try home.earlier(kept, continuedBy: head).bytes))
        }
        for (file, bytes) in texts { try output.write(bytes ?? [], to: file) }
        try output.write(EvidenceGuide.text, to: .guide)
        let (counts, range, earlier, lines) = try writeEntries(progress)
        let manifest = PackManifest(
            pack: export.pack, scope: scope, origin: export.checkpoint.checkpoint.origin, head: head, range: range,
            earlier: earlier, counts: counts, account: export.account.rawValue, exported: export.at,
            exportEntry: export.entry,
            files: Dictionary(uniqueKeysWithValues: output.files.map { ($0.key.rawValue, $0.value) }),
            page: PackPage.own.digest)
        let note = try home.signEvidence(manifest.json, of: export).serialised()
        texts += [(.manifest, note), (.entries, lines)]
        let page = PackPage.own
        try output.write(to: .page) { append in
            try append(page.head)
            try append(PackPage.data(texts))
            try append(page.tail)
        }
        try output.write(note, to: .manifest)
        try output.finish()
        return manifest
    }

    private var scope: PackManifest.Scope {
        switch (plan.request.scope, plan.caseRecord) {
        case (.period(let period), _): .period(period)
        // A reference is what somebody wrote, as payloads are.
        case (.caseFile(let named), let record):
            .caseFile(record?.ref.rawValue ?? named, reference: plan.request.withPayloads ? record?.reference : nil)
        }
    }

    // MARK: Entries

    /// - Returns: also the lines, while a page can hold them.
    private func writeEntries(
        _ progress: (Int, Int) throws -> Void
    ) throws -> (counts: PackManifest.Counts, range: Range<Int>, earlier: Int?, lines: [UInt8]?) {
        let maker = EntryMaker(home, head, withPayloads: plan.request.withPayloads)
        var counts = PackManifest.Counts()
        var held: [UInt8]? = []
        var range = 0..<0
        var earlier: Int?
        try output.write(to: .entries) { append in
            func add(_ record: LoggedRecord, of total: Int) throws {
                let entry = try maker.make(record)
                counts.count(entry.state)
                let line = try entry.line + [0x0A]
                if let length = held?.count {
                    if PackPage.holdsEntries(counts.all, bytes: length + line.count) {
                        held?.append(contentsOf: line)
                    } else {
                        held = nil
                    }
                }
                try append(line)
                if counts.all % 256 == 0 { try progress(counts.all, total) }
            }
            if let record = plan.caseRecord {
                let records = try home.evidence(about: record.ref, as: actor).filter { $0.index < head.size }
                for record in records { try add(record, of: records.count) }
                range = (records.first?.index ?? 0)..<((records.last?.index ?? -1) + 1)
            } else if case .period(let period) = plan.request.scope {
                range = try self.range(of: period)
                let grounds = try home.grounds(
                    ofSearchesIn: range, before: max(0, range.lowerBound - 1), as: actor)
                earlier = grounds.count
                try forEachPlace(around: range, after: grounds, add)
            }
        }
        try progress(counts.all, counts.all)
        return (counts, range, earlier, held)
    }

    private func forEachPlace(
        around range: Range<Int>, after grounds: [LoggedRecord], _ body: (LoggedRecord, Int) throws -> Void
    ) throws {
        let first = max(0, range.lowerBound - 1)
        let end = min(head.size, range.upperBound + 1)
        let total = grounds.count + end - first + ((first..<end).contains(export.entry) ? 0 : 1)
        var before = grounds
        // Others may act between the export's entry and the checkpoint.
        if export.entry < first { try forEach(export.entry..<export.entry + 1) { before.append($0) } }
        for record in before.sorted(by: { $0.index < $1.index }) { try body(record, total) }
        try forEach(first..<end) { try body($0, total) }
        if export.entry >= end { try forEach(export.entry..<export.entry + 1) { try body($0, total) } }
    }

    private func forEach(_ places: Range<Int>, _ body: (LoggedRecord) throws -> Void) throws {
        for start in stride(from: places.lowerBound, to: places.upperBound, by: 2048) {
            try Task.checkCancellation()
            let some = start..<min(start + 2048, places.upperBound)
            let records = try home.loggedRecords(from: some.lowerBound, to: some.upperBound, as: actor)
            guard records.map(\.index) == Array(some) else {
                throw LogError(.damaged, "the records lack some of its entries")
            }
            for record in records { try body(record) }
        }
    }

    /// From the first entry of the period to the last. The log's first is older than the records.
    private func range(of period: Period) throws -> Range<Int> {
        let oldest = try home.loggedRecords(from: 0, to: 1, as: actor).first.flatMap { LoggedEvent($0.entry)?.time }
        let places = try home.loggedPlaces(from: period.from, to: period.to, as: actor)
        if let oldest, period.contains(oldest) { return 0..<min((places?.upperBound ?? 0) + 1, head.size) }
        if let places, places.lowerBound < head.size {
            return places.lowerBound..<min(places.upperBound + 1, head.size)
        }
        if let oldest, oldest >= period.to { return 0..<0 }
        let next = min(try home.firstLoggedPlace(from: period.to, as: actor) ?? head.size, head.size)
        return next..<next
    }

    /// Those of the home's witnesses whose cosignatures the checkpoint has.
    private func knownWitnesses() -> [VerifierKey] {
        let path = home.directory.appending(path: "witnesses.txt").path
        guard let bytes = try? DurableFile.read(path, atMost: 1 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard let text = line.split(separator: " ").first, let key = try? VerifierKey(parsing: String(text)),
                key.kind == .cosignature, (try? export.checkpoint.note.open(with: [key]))?.isEmpty == false
            else { return nil }
            return key
        }
    }
}

extension PackManifest.Counts {
    mutating func count(_ state: PackEntry.State) {
        all += 1
        switch state {
        case .disclosed: disclosed += 1
        case .erased: erased += 1
        case .withheld: withheld += 1
        case .empty: empty += 1
        }
    }
}

/// Makes lines of records, each proven before it is written.
private final class EntryMaker {
    private let tree: KeptHashes
    private let head: TreeHead
    private let withPayloads: Bool

    init(_ home: Home, _ head: TreeHead, withPayloads: Bool) {
        tree = KeptHashes(LogLeaves(Home.publishedLog(of: home.directory), of: head))
        self.head = head
        self.withPayloads = withPayloads
    }

    func make(_ record: LoggedRecord) throws -> PackEntry {
        let proof = try InclusionProof.make(index: record.index, size: head.size, from: tree)
        guard let text = String(validating: record.entry, as: UTF8.self) else {
            throw LogError(.malformed, "entry \(record.index) is not UTF-8")
        }
        let entry: PackEntry
        if let opening = record.opening {
            entry = PackEntry(
                index: record.index, entry: text, proof: proof.hashes, state: withPayloads ? .disclosed : .withheld,
                opening: withPayloads
                    ? PackEntry.Opening(key: opening.key, payload: String(decoding: opening.payload, as: UTF8.self))
                    : nil)
        } else {
            let commits = LoggedEvent(record.entry)?.commitment != nil
            entry = PackEntry(
                index: record.index, entry: text, proof: proof.hashes, state: commits ? .erased : .empty)
        }
        // The records and the log are two files: what they do not agree on is no evidence.
        if let (_, what) = entry.problems(in: head).first {
            throw LogError(.damaged, "entry \(record.index) of the records: \(what)")
        }
        return entry
    }
}
