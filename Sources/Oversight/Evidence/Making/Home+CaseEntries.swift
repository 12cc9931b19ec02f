import FaceSearch
import Records
import Rules

extension Home {
    /// The entries about a case, and those that say whose accounts are named in them, in the log's order.
    func evidence(about caseRef: CaseRef, as actor: Actor) throws -> [LoggedRecord] {
        var found: [Int: LoggedRecord] = [:]
        var thread = CaseThread(caseRef.rawValue)
        func gather(_ refs: some Collection<String>) throws {
            for record in try loggedRecords(about: Array(refs), as: actor) { found[record.index] = record }
            // Anew: what was found later may stand before.
            thread = CaseThread(caseRef.rawValue)
            for record in found.values.sorted(by: { $0.index < $1.index }) {
                if let event = LoggedEvent(record.entry) { _ = thread.take(event) }
            }
        }
        try gather([caseRef.rawValue])
        try gather(thread.authorisations)
        try gather(thread.searches)
        var filter = CaseThread(caseRef.rawValue)
        var entries = found.values.sorted { $0.index < $1.index }.filter { record in
            LoggedEvent(record.entry).map { filter.take($0) } ?? false
        }
        let known = Set(entries.map(\.index))
        let explanations = try explanations(of: filter.accounts, as: actor).filter { !known.contains($0.index) }
        entries += explanations
        return entries.sorted { $0.index < $1.index }
    }

    private func explanations(of accounts: Set<String>, as actor: Actor) throws -> [LoggedRecord] {
        var groups: Set<String> = []
        let people = try loggedRecords(about: Array(accounts), types: [.accountCreated, .accountAssigned], as: actor)
            .filter { record in
                guard let event = LoggedEvent(record.entry), let explained = CaseThread.explained(by: event),
                    let account = explained.account, accounts.contains(account)
                else { return false }
                groups.formUnion(explained.groups)
                return true
            }
        let places = try loggedRecords(about: Array(groups), types: [.organisationCreated, .unitCreated], as: actor)
        var all: [Int: LoggedRecord] = [:]
        for record in people + places { all[record.index] = record }
        return Array(all.values)
    }
}
