import FaceSearch

/// Whether each entry is about the case, or says whose accounts are named in it. That none was left out cannot be seen.
struct CaseCheck {
    private let manifest: PackManifest
    private var thread: CaseThread
    /// What is to be explained by an account that comes later.
    private var explanations: [(index: Int, account: String?, groups: Set<String>)] = []
    private var first: Int?
    private var last = 0
    private var sawExport = false

    init(_ caseRef: String, _ manifest: PackManifest) {
        self.manifest = manifest
        thread = CaseThread(caseRef)
    }

    /// To be told entries in the order of their places, each place once.
    mutating func take(_ index: Int, _ event: LoggedEvent?, _ report: inout PackReport) {
        first = first ?? index
        last = index
        if index == manifest.exportEntry { sawExport = true }
        guard let event, !thread.take(event) else { return }
        if let (account, groups) = CaseThread.explained(by: event) {
            explanations.append((index, account, groups))
        } else {
            report.tell(.scope, in: .entries, entry: index, "it is not about the case")
        }
    }

    mutating func finish(_ report: inout PackReport) {
        var groups: Set<String> = []
        for explanation in explanations where explanation.account.map(thread.accounts.contains) ?? false {
            groups.formUnion(explanation.groups)
        }
        for explanation in explanations {
            let isNeeded =
                explanation.account.map(thread.accounts.contains) ?? !explanation.groups.isDisjoint(with: groups)
            if !isNeeded {
                report.tell(.scope, in: .entries, entry: explanation.index, "it explains nobody in the case")
            }
        }
        if let first, first..<(last + 1) != manifest.range {
            report.tell(.range, in: .manifest, "its first and last entry are others than those that are there")
        }
        if !sawExport { report.tell(.range, in: .entries, entry: manifest.exportEntry, "its own export is missing") }
        report.notes.append("That a case's entries are all there are cannot be proven by a pack; a whole period can.")
    }
}
