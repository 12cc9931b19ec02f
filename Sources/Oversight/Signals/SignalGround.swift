import FaceSearch
public import Foundation
public import Rules

/// On what word some of a signal's searches were made, and what came of them, as the log tells it.
public struct SignalGround: Sendable {
    public enum Kind: Sendable {
        /// Leave to search, which this account asked for, on a case.
        case leave(requester: String, caseName: String, decision: Decision)
        /// Somebody asked about themselves, for this: `access` say; nil when that is not known any more.
        case request(kind: String?, state: Request)
        /// A household's owner asks nobody.
        case nobodyAsked
    }

    /// What became of a request for leave.
    public enum Decision: Sendable {
        case waiting
        case approved(by: String, at: Date)
        case refused(by: String, at: Date)
        /// Taken before anybody approved; confirmed afterwards, or not.
        case takenFirst
        case takenThenApproved(by: String, at: Date)
        case takenThenRefused(by: String, at: Date)
    }

    public enum Request: Sendable { case open, answered, refused, withdrawn }

    /// What was recorded of the case: `charge`, `no-lead`; nil when it is not known any more what.
    public struct Outcome: Sendable {
        public let word: String?
        public let at: Date
    }

    public let kind: Kind
    /// How many of the signal's searches.
    public let searches: Int
    /// How many of them found nobody.
    public let foundNobody: Int
    /// Of the whole case, oldest first.
    public let outcomes: [Outcome]
    /// Where the log has the decision, or that it was asked for.
    public let entry: Int?
}

extension History {
    /// What a signal's searches rest on: a ground for each leave, and each request of a person, in the log's order. Of
    /// approvals among its entries too, though nothing was searched on them.
    public func grounds(of evidence: SignalEvidence) -> [SignalGround] {
        let searches = evidence.searches.compactMap { RandomID($0).flatMap(number(of:)).flatMap(anySearch) }
        let decided = evidence.entries.flatMap { occurrence(at: Int32(clamping: $0)) }
            .filter { [.authorisationApproved, .authorisationRefused, .breakGlassUsed].contains($0.type) }
            .map(\.authorisation)
        let byLeave = Dictionary(grouping: searches.filter { $0.request < 0 }, by: \.authorisation)
        let byRequest = Dictionary(grouping: searches.filter { $0.request >= 0 }, by: \.request)
        let leaves = Set(byLeave.keys).union(decided).sorted {
            (authorisations[$0]?.askedAt ?? -1, $0) < (authorisations[$1]?.askedAt ?? -1, $1)
        }
        return leaves.map { ground(ofLeave: $0, byLeave[$0] ?? []) }
            + byRequest.sorted { $0.value[0].began < $1.value[0].began }.map { ground(ofRequest: $0.key, $0.value) }
    }

    private func ground(ofLeave number: Int32, _ searches: [SearchHistory]) -> SignalGround {
        guard let leave = authorisations[number] else {
            return ground(.nobodyAsked, searches, entry: nil)
        }
        let kind = SignalGround.Kind.leave(
            requester: name(leave.requester), caseName: name(leave.caseFile), decision: decision(on: leave))
        let outcomes = (cases[leave.caseFile]?.outcomes ?? []).map { outcome in
            SignalGround.Outcome(word: word(outcome.action) ?? word(outcome.kind), at: Self.moment(outcome.at))
        }
        return ground(
            kind, searches, outcomes, entry: Int(leave.decidedAt >= 0 ? leave.decidedAt : leave.askedAt))
    }

    private func decision(on leave: AuthorisationHistory) -> SignalGround.Decision {
        guard let decided = leave.decided else { return leave.isBreakGlass ? .takenFirst : .waiting }
        let (by, at) = (name(leave.decider), Self.moment(decided))
        return switch (leave.isBreakGlass, leave.isApproved) {
        case (false, true): .approved(by: by, at: at)
        case (false, false): .refused(by: by, at: at)
        case (true, true): .takenThenApproved(by: by, at: at)
        case (true, false): .takenThenRefused(by: by, at: at)
        }
    }

    private func ground(ofRequest number: Int32, _ searches: [SearchHistory]) -> SignalGround {
        let request = requests[number]
        let state: SignalGround.Request =
            switch request?.ended {
            case .requestAnswered: .answered
            case .requestRefused: .refused
            case .requestWithdrawn: .withdrawn
            default: .open
            }
        return ground(
            .request(kind: request.flatMap { word($0.kind) }, state: state), searches,
            entry: Int(request.map(\.endedAt).flatMap { $0 >= 0 ? $0 : nil } ?? searches[0].began))
    }

    private func ground(
        _ kind: SignalGround.Kind, _ searches: [SearchHistory], _ outcomes: [SignalGround.Outcome] = [], entry: Int?
    ) -> SignalGround {
        SignalGround(
            kind: kind, searches: searches.count, foundNobody: searches.count { $0.candidates == 0 },
            outcomes: outcomes, entry: entry)
    }

    private static func moment(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
}
