import FaceSearch
import Foundation
import Oversight
import Records
import Rules
import Vocabulary

/// What should not have happened, beside the work: the rules raise signals, and the overseer looks into them.
///
/// Max of the Town Archive looks up one woman under three pretexts, and his approver reads none of them. She asks the archive
/// to be told of. Hal of the museum cannot believe that a stranger is not in the collection. Three houses search one mayor, for
/// good reason.
struct DemoMisuse: Sendable {
    let office: DemoOffice
    let faces: DemoFaces
    /// A photo of somebody who is in no collection.
    let stranger: String
    let history: HistoryKeeper

    static let pretext = "Street names (2026-301)"

    func happens(after project: Int) async throws {
        switch project {
        case 6: try await mayor("Mayors since 1970 (2026-311)", DemoOffice.sam)
        case 8: try await mayor("Town hall, opening (2026-312)", DemoOffice.ria)
        case 10: try await mayor("Council, portraits (2026-313)", DemoOffice.max)
        case 7, 11, 12, 14: try await insist(first: project == 7)
        case 9: try await lookUpTheNeighbour(Self.pretext)
        case 13: try await lookUpTheNeighbour("Shop fronts (2026-302)")
        case 17: try await lookUpTheNeighbour("Parish fairs (2026-303)")
        case 15: try await explain()
        case 20: try await uphold()
        case 21:
            try await office.home.setStanding(.suspended, ofAccount: "max", as: office.people["ada"])
        case 22:
            // Max tries all the same.
            do { _ = try await office.home.logIn(name: "max", password: DemoPeople.password) } catch is Failure {}
            try await check()
        default: break
        }
    }

    /// The home's own daily check.
    func check() async throws { _ = try await history.checkSignals(in: office.home, as: nil) }

    // MARK: What happened

    private func mayor(_ reference: String, _ team: DemoOffice.Team) async throws {
        _ = try await office.open(reference, by: team)
        let leave = try await office.ask(reference, team)
        office.clock.pass(hours: 0.6)
        try await office.approve(leave, team)
        _ = try await office.search(leave, faces.photo(of: .mayor, reference.count), team)
    }

    /// An approval within seconds, of words that say nothing of her.
    private func lookUpTheNeighbour(_ reference: String) async throws {
        _ = try await office.open(reference, by: DemoOffice.max)
        let leave = try await office.ask(reference, DemoOffice.max)
        try await office.approve(leave, DemoOffice.max)
        for number in 0..<2 {
            office.clock.pass(hours: 0.1)
            _ = try await office.search(leave, faces.photo(of: .neighbour, number), DemoOffice.max)
        }
    }

    /// Once on the first evening, then twice on each: six times after he was told that nobody is there.
    private func insist(first: Bool) async throws {
        let reference = "A man on the ferry (2026-321)"
        if first {
            _ = try await office.open(reference, by: DemoOffice.hal)
            let leave = try await office.ask(reference, DemoOffice.hal)
            office.clock.pass(hours: 0.6)
            try await office.approve(leave, DemoOffice.hal)
        }
        let hal = try office.people["hal"]
        let own = try await office.home.authorisations(as: hal).own
        guard let leave = own.first(where: { $0.caseReference == reference })?.authorisation.ref else { return }
        for _ in 0..<(first ? 1 : 2) {
            office.clock.pass(hours: 0.1)
            _ = try await office.search(leave, stranger, DemoOffice.hal, threshold: 0.6)
        }
    }

    // MARK: What the overseer does

    private func explain() async throws {
        try await check()
        try await decide(
            .sameFaceAccounts, of: nil, .explained,
            "Three houses label photos of one mayor; each showed me its own prints and the order for them.")
    }

    private func uphold() async throws {
        try await check()
        guard let signal = try open(.sameFaceCases, of: "max"), let search = signal.record.evidence.searches.first
        else { return }
        _ = try await office.home.lookBehind(
            signal.record.ref, search: search,
            reason: "To ask the archive whether anybody of these three projects is this person.",
            as: office.people["ova"])
        office.clock.pass(hours: 2)
        try await decide(
            .sameFaceCases, of: "max", .upheld,
            "None of the three projects has a photo of her. He says that she is his neighbour.")
    }

    private func decide(
        _ kind: SignalKind, of account: String?, _ decision: SignalDecision, _ reason: String
    ) async throws {
        guard let signal = try open(kind, of: account) else { return }
        _ = try await office.home.decide(
            signal.record.ref, decision, reason: reason, as: office.people["ova"])
    }

    private func open(_ kind: SignalKind, of account: String?) throws -> Signal? {
        try office.home.signals(
            SignalFilter(state: .open, kind: kind.rawValue), limit: 20, as: office.people["ova"]
        ).first { $0.accountName == account }
    }
}
