import FaceSearch
import TransparencyLog

/// Checks the lines of `entries.jsonl` one after another.
struct EntriesCheck {
    private let manifest: PackManifest?
    private let head: TreeHead
    private var period: PeriodCheck?
    private var caseFile: CaseCheck?
    private var counts = PackManifest.Counts()
    private var last = -1
    private var lines = 0

    init(_ manifest: PackManifest?, _ head: TreeHead) {
        self.manifest = manifest
        self.head = head
        switch manifest?.scope {
        case .period(let period)?: self.period = manifest.map { PeriodCheck(period, $0) }
        case .caseFile(let id, _)?: caseFile = manifest.map { CaseCheck(id, $0) }
        case nil: break
        }
    }

    /// - Parameter line: without its newline; nil when it is longer than a line can be.
    mutating func take(_ line: [UInt8]?, _ report: inout PackReport) {
        lines += 1
        let entry: PackEntry
        do {
            guard let line else { throw LogError(.malformed, "it is longer than a line can be") }
            entry = try PackEntry(parsing: line)
        } catch {
            return report.tell(.form, in: .entries, line: lines, (error as? LogError)?.detail ?? "it cannot be read")
        }
        counts.count(entry.state)
        guard entry.index > last else {
            return report.tell(.range, in: .entries, entry: entry.index, "it stands twice, or not in the log's order")
        }
        last = entry.index
        let problems = entry.problems(in: head)
        if problems.isEmpty { report.sound += 1 }
        for (kind, what) in problems { report.tell(kind, in: .entries, entry: entry.index, what) }
        // What an altered entry says of itself is worth nothing.
        let event = problems.contains { $0.0 != .payload } ? nil : entry.event
        check(entry.index, event, &report)
        period?.take(entry.index, event, &report)
        caseFile?.take(entry.index, event, &report)
    }

    /// The entry of the pack's own export has to say what the manifest does.
    private func check(_ index: Int, _ event: LoggedEvent?, _ report: inout PackReport) {
        guard let manifest, index == manifest.exportEntry, let event else { return }
        var isRight =
            event.type == EventType.evidenceExported.rawValue && event.ids["pack"]?.text == manifest.pack
            && event.ids["account"]?.text == manifest.account && event.time == manifest.exported
        if case .caseFile(let id, _) = manifest.scope { isRight = isRight && event.ids["case"]?.text == id }
        if !isRight { report.tell(.scope, in: .manifest, entry: index, "the log has another export at this place") }
    }

    mutating func finish(_ report: inout PackReport) {
        period?.finish(&report)
        caseFile?.finish(&report)
        guard let said = manifest?.counts else { return }
        let pairs = [
            ("count", said.all, counts.all), ("disclosed", said.disclosed, counts.disclosed),
            ("erased", said.erased, counts.erased), ("withheld", said.withheld, counts.withheld),
            ("empty", said.empty, counts.empty),
        ]
        for (name, said, there) in pairs where said != there {
            report.tell(.count, in: .manifest, "it says \(said) for “\(name)”, and there are \(there)")
        }
    }
}
