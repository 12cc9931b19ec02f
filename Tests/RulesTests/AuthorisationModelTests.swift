import Foundation
import Rules
import TestSupport
import Testing
import Vocabulary

/// What the rules of authorisations say, told a second time and in another way: as facts that are never taken back.
private struct Story {
    let request: AuthorisationRequest
    /// Nil for an ordinary one.
    let deadline: Date?
    var approved = false
    var refused = false
    var revoked = false
    /// A tick has seen its end.
    var timedOut = false
    var searches = 0

    var usedUp: Bool { searches == request.searches }
    var waits: Bool { !approved && !refused && !revoked && !timedOut }

    /// The last moment to decide.
    var decidable: Date { deadline ?? request.expires }

    mutating func tick(_ moment: Date) {
        guard !refused, !revoked, !(approved && usedUp) else { return }
        if moment >= (approved ? request.expires : decidable) { timedOut = true }
    }

    func mayBeDecided(by account: AccountRef, at moment: Date) -> Bool {
        account != request.requester && waits && moment < decidable
    }

    func mayBeRevoked() -> Bool {
        !refused && !revoked && !timedOut && !(approved && usedUp) && (approved || deadline == nil)
    }

    func mayBeUsed(by account: AccountRef, _ collections: Set<CollectionID>, _ purpose: String?, at moment: Date)
        -> Bool
    {
        let allowed = approved || (deadline.map { moment < $0 } ?? false)
        return allowed && !refused && !revoked && !timedOut && !usedUp && account == request.requester
            && moment >= request.notBefore && moment < request.expires && !collections.isEmpty
            && collections.isSubset(of: request.collections) && [nil, request.purpose].contains(purpose)
    }

    /// What it has to be called.
    var state: AuthorisationState {
        if refused { return .refused }
        if revoked { return .revoked }
        if timedOut { return approved || deadline == nil ? .expired : .lapsed }
        if approved { return usedUp ? .exhausted : .approved }
        return deadline == nil ? .requested : .unconfirmed
    }
}

@Suite("Authorisations by chance")
struct AuthorisationModelTests {
    @Test(
        "in thousands of random courses the machine and a second telling of the rules agree", arguments: [false, true])
    func courses(breakGlass: Bool) throws {
        let policy = try policy(.investigation)
        var random = SeededRandom(breakGlass ? 2 : 1)
        var reached: Set<AuthorisationState> = []
        var searchesMade = 0
        for _ in 0..<3000 {
            let start = Double.random(in: 0...(2 * day), using: &random)
            let asked = request(
                searches: .random(in: 1...3, using: &random), notBefore: noon + start,
                expires: noon + start + .random(in: hour...(5 * day), using: &random))
            var authorisation: Authorisation =
                breakGlass
                ? try .breakGlass(Situation.ref, asked, reason: "A child went missing there.", under: policy, at: noon)
                : try .requested(Situation.ref, asked, under: policy, at: noon)
            var story = Story(request: asked, deadline: breakGlass ? noon + 48 * hour : nil)
            var moment = noon
            for _ in 0..<14 {
                // Mostly forward, sometimes back.
                moment += .random(in: (-6 * hour)...(15 * hour), using: &random)
                let before = story
                let event = Self.event(using: &random)
                let next = try? authorisation.after(event, at: moment, under: policy)
                let accepted = Self.apply(event, at: moment, to: &story)
                #expect((next != nil) == accepted, "\(event) at \(moment) in \(authorisation)")
                // Ending by time alone at an approval is the same as a tick right after it.
                if accepted, story.approved, !before.approved { story.tick(moment) }
                authorisation = next ?? authorisation
                #expect(authorisation.state == story.state, "\(event) at \(moment)")
                #expect(authorisation.used == story.searches)
                #expect(
                    (authorisation.consequence != nil)
                        == (breakGlass && (story.refused || (story.timedOut && !story.approved))))
                reached.insert(authorisation.state)
                if story.searches > before.searches { searchesMade += 1 }
                _ = try Authorisation(
                    restoring: authorisation.ref, request: asked, kind: authorisation.kind, state: authorisation.state,
                    used: authorisation.used, decision: authorisation.decision, revocation: authorisation.revocation)
            }
        }
        // The courses go everywhere.
        let everywhere: Set<AuthorisationState> =
            breakGlass
            ? [.unconfirmed, .approved, .refused, .expired, .revoked, .exhausted, .lapsed]
            : [.requested, .approved, .refused, .expired, .revoked, .exhausted]
        #expect(reached == everywhere && searchesMade > 500, "\(searchesMade) searches")
    }

    private static func event(using random: inout SeededRandom) -> AuthorisationEvent {
        let decider = [approver, approver, approver, searcher, stranger].randomElement(using: &random) ?? approver
        let user =
            [searcher, searcher, searcher, searcher, approver, stranger].randomElement(using: &random) ?? searcher
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2: return .approve(by: decider, reason: "")
        case 3: return .refuse(by: decider, reason: "")
        case 4: return .revoke(by: decider, reason: "")
        case 5: return .tick
        default:
            let collections: [Set<UInt32>] = [[1], [2], [1, 2], [1, 2], [1], [3], [1, 3], []]
            let purposes: [String?] = [nil, nil, nil, "missing-person", "missing-person", "serious-crime"]
            return .use(
                by: user,
                collections: Set((collections.randomElement(using: &random) ?? []).map { CollectionID($0) }),
                purpose: purposes.randomElement(using: &random) ?? nil)
        }
    }

    /// Whether the story goes on with it.
    private static func apply(_ event: AuthorisationEvent, at moment: Date, to story: inout Story) -> Bool {
        switch event {
        case .approve(let account, _):
            guard story.mayBeDecided(by: account, at: moment) else { return false }
            story.approved = true
        case .refuse(let account, _):
            guard story.mayBeDecided(by: account, at: moment) else { return false }
            story.refused = true
        case .revoke:
            guard story.mayBeRevoked() else { return false }
            story.revoked = true
        case .use(let account, let collections, let purpose):
            guard story.mayBeUsed(by: account, collections, purpose, at: moment) else { return false }
            story.searches += 1
        case .tick: story.tick(moment)
        }
        return true
    }
}
