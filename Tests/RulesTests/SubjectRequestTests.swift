import Foundation
import Rules
import Testing
import Vocabulary

@Suite("Requests of people about themselves")
struct SubjectRequestTests {
    private static let custodian = AccountRef("custodian")
    private static let words = "Known to the desk for ten years."

    private func received(_ kind: RequestKind, _ profile: Profile = .archive) throws -> SubjectRequest {
        try .received(kind, at: noon, under: policy(profile), now: noon)
    }

    private func identified(_ kind: RequestKind) throws -> SubjectRequest {
        try received(kind).identified(
            by: .inPersonDocument, words: nil, at: noon + hour, account: Self.custodian)
    }

    /// In each state that a request can be in.
    private func inEachState(_ kind: RequestKind) throws -> [SubjectRequest.State: SubjectRequest] {
        let open = try identified(kind)
        let done = RequestProgress(searches: 1, found: 2, judged: 2)
        return [
            .received: try received(kind), .identified: open,
            .answered: try open.answered(after: done, at: noon + day, account: Self.custodian),
            .refused: try open.refused(because: Self.words, at: noon + day, account: Self.custodian),
            .withdrawn: try open.withdrawn(at: noon + day, account: Self.custodian),
        ]
    }

    @Test("a request is due as many days after it came as the policy says of its kind", arguments: Profile.allCases)
    func due(profile: Profile) throws {
        let policy = try policy(profile)
        let days = [
            RequestKind.access: policy.accessDays, .erasure: policy.erasureDays, .objection: policy.erasureDays,
            .sealing: policy.protectionDays, .alert: policy.protectionDays,
        ]
        for kind in RequestKind.allCases {
            let came = noon - 3 * day
            let request = try SubjectRequest.received(kind, at: came, under: policy, now: noon)
            #expect(request.due == came + TimeInterval(try #require(days[kind])) * day)
            #expect(request.daysLeft(at: noon) == days[kind]! - 3)
            #expect(!request.isLate(at: request.due) && request.isLate(at: request.due + 1))
        }
    }

    @Test(
        "it is recorded once it has come, and within 60 days",
        arguments: [(0.0, true), (1, true), (60 * day, true), (-1, false), (60 * day + 1, false)])
    func age(_ seconds: Double, _ isTaken: Bool) throws {
        let failure = code {
            try SubjectRequest.received(.access, at: noon - seconds, under: policy(.archive), now: noon)
        }
        #expect(failure == (isTaken ? nil : .requestReceivedWhen))
    }

    @Test("who may do what when: every state, every step", arguments: RequestKind.allCases)
    func steps(kind: RequestKind) throws {
        let fresh = RequestProgress(searches: 0, found: 0, judged: 0)
        let done = RequestProgress(searches: 1, found: 2, judged: 2)
        for (state, request) in try inEachState(kind) {
            #expect(request.state == state)
            let ended: Failure.Code? = state.isOpen ? nil : .requestEnded
            let unidentified: Failure.Code? = state == .received ? .requestNotIdentified : nil
            #expect(
                code { try request.identified(by: .certifiedCopy, words: nil, at: noon, account: Self.custodian) }
                    == ended ?? (state == .identified ? .requestIdentified : nil))
            #expect(
                code { try request.checkSearch(after: fresh) } == ended ?? unidentified
                    ?? (kind.needsSearch ? nil : .requestNoSearch))
            #expect(code { try request.checkJudging() } == ended ?? unidentified)
            #expect(code { try request.checkAnswer(after: done) } == ended ?? unidentified)
            #expect(
                code { try request.checkAnswer(after: fresh) } == ended ?? unidentified
                    ?? (kind.needsSearch ? .requestNotSearched : nil))
            #expect(
                code { try request.refused(because: Self.words, at: noon, account: Self.custodian) } == ended)
            #expect(code { try request.withdrawn(at: noon, account: Self.custodian) } == ended)
        }
    }

    @Test("each found face is judged before the answer, and five searches are the most")
    func progress() throws {
        let request = try identified(.access)
        for judged in 0..<3 {
            let progress = RequestProgress(searches: 1, found: 3, judged: judged)
            #expect(code { try request.checkAnswer(after: progress) } == .requestUndecided)
        }
        #expect(code { try request.checkAnswer(after: RequestProgress(searches: 1, found: 0, judged: 0)) } == nil)
        for searches in 0...6 {
            let progress = RequestProgress(searches: searches, found: 0, judged: 0)
            #expect(code { try request.checkSearch(after: progress) } == (searches < 5 ? nil : .requestSearchedEnough))
        }
    }

    @Test(
        "a refusal says why, and can be given without an identity",
        arguments: [
            ("", false), ("too short", false), (String(repeating: " ", count: 40), false),
            (String(repeating: "\u{200B}", count: 40), false), ("Nobody could show who they are.", true),
        ])
    func refusal(reason: String, isTaken: Bool) throws {
        let request = try received(.access)
        let failure = code { try request.refused(because: reason, at: noon, account: Self.custodian) }
        #expect((failure == nil) == isTaken)
    }

    @Test("other means are described, and the listed ones are not", arguments: IdentityMeans.allCases)
    func means(_ means: IdentityMeans) throws {
        let request = try received(.erasure)
        func outcome(_ words: String?) -> Failure.Code? {
            code { try request.identified(by: means, words: words, at: noon, account: Self.custodian) }
        }
        #expect(outcome(Self.words) == (means == .other ? nil : .requestUnidentified))
        #expect(outcome(nil) == (means == .other ? .requestUnidentified : nil))
        #expect(outcome("short") == .requestUnidentified)
        #expect(outcome("turned round \u{202E} and so on and on") == .textUnusable)
    }

    @Test("late is what was answered or refused after its day; what was withdrawn is not")
    func late() throws {
        let request = try identified(.access)
        let done = RequestProgress(searches: 1, found: 0, judged: 0)
        for (offset, isLate) in [(-1.0, false), (0, false), (1, true)] {
            let at = request.due + offset
            #expect(try request.answered(after: done, at: at, account: Self.custodian).isLate(at: at + day) == isLate)
            #expect(
                try request.refused(because: Self.words, at: at, account: Self.custodian).isLate(at: at + day) == isLate
            )
            #expect(try !request.withdrawn(at: at, account: Self.custodian).isLate(at: at + day))
        }
    }
}
