import Foundation
import Rules
import TestSupport
import Testing
import Vocabulary

@Suite("Misuse signals: states, reasons and evidence")
struct SignalTests {
    @Test(
        "an open signal is explained or upheld; one that was decided on is reopened first",
        arguments: [
            (SignalState.open, SignalDecision.explained, SignalState.explained), (.open, .upheld, .upheld),
            (.explained, .reopened, .open), (.upheld, .reopened, .open),
        ])
    func allowed(state: SignalState, decision: SignalDecision, next: SignalState) throws {
        #expect(try state.after(decision) == next)
    }

    @Test(
        "nothing else leads anywhere",
        arguments: [
            (SignalState.open, SignalDecision.reopened, Failure.Code.signalOpen),
            (.explained, .explained, .signalDecided), (.explained, .upheld, .signalDecided),
            (.upheld, .explained, .signalDecided), (.upheld, .upheld, .signalDecided),
        ])
    func refused(state: SignalState, decision: SignalDecision, code: Failure.Code) {
        #expect(throws: Failure(code, "", remedy: "")) { _ = try state.after(decision) }
    }

    @Test("new evidence reopens what was explained, and nothing else")
    func evidenceReopens() {
        #expect(SignalState.allCases.map(\.afterNewEvidence) == [.open, .open, .upheld])
    }

    @Test(
        "a reason shows at least 20 characters",
        arguments: [
            ("", false), ("nineteen characters", false), ("twenty characters ok", true),
            (String(repeating: " ", count: 40), false), ("a" + String(repeating: "\u{200D}", count: 40), false),
            ("spaces   between   x ", false),
        ])
    func reasons(text: String, isEnough: Bool) {
        #expect(((try? SignalReason.check(text)) != nil) == isEnough)
    }

    @Test("a reason with characters that turn round what follows is refused")
    func hostileReason() {
        #expect(throws: Failure(.textUnusable, "", remedy: "")) {
            try SignalReason.check("A long enough reason \u{202E} with a turn in it.")
        }
    }

    private static func evidence(
        _ searches: [String], _ entries: [Int], _ figures: [String: Int] = [:], _ first: Double = 10,
        _ last: Double = 20
    ) -> SignalEvidence {
        SignalEvidence(
            searches: searches, entries: entries, figures: figures, first: Date(timeIntervalSince1970: first),
            last: Date(timeIntervalSince1970: last))
    }

    @Test("evidence grows by what is new: both lists joined, the greater figure, the wider time")
    func growth() {
        let old = Self.evidence(["b", "a", "b"], [4, 2], ["cases": 3, "accounts": 5])
        #expect(old.searches == ["a", "b"] && old.entries == [2, 4])
        #expect(
            old.grown(by: Self.evidence(["c"], [2], ["cases": 4, "accounts": 1, "days": 2], 5, 15))
                == Self.evidence(["a", "b", "c"], [2, 4], ["cases": 4, "accounts": 5, "days": 2], 5, 20))
        #expect(
            old.grown(by: Self.evidence([], [9], [:], 12, 30))
                == Self.evidence(["a", "b"], [2, 4, 9], old.figures, 10, 30))
    }

    @Test("the same evidence, or a part of it, is no growth, whatever its figures say")
    func noGrowth() {
        let old = Self.evidence(["a", "b"], [2, 4], ["cases": 3])
        #expect(old.grown(by: old) == nil)
        #expect(old.grown(by: Self.evidence(["a"], [], ["cases": 9], 0, 99)) == nil)
        #expect(old.grown(by: Self.evidence([], [])) == nil)
    }

    @Test("evidence is within others' when they have each search and each entry of it; it touches what shares one")
    func comparing() {
        let own = Self.evidence(["a", "b"], [2, 4])
        #expect(own.isWithin([Self.evidence(["a"], [4, 9]), Self.evidence(["b", "c"], [2])]))
        #expect(!own.isWithin([Self.evidence(["a", "b"], [2])]) && !own.isWithin([]))
        #expect(own.shared(with: Self.evidence(["b", "c"], [1, 2, 4])) == 3)
        #expect(
            own.touches(Self.evidence([], [4]), of: "leaver") && own.touches(Self.evidence(["a"], []), of: "leaver"))
        #expect(!own.touches(Self.evidence(["c"], [3]), of: "leaver"))
    }

    @Test(
        "evidence about two protected persons is never the same, whatever it shares; nor where it is not known about whom it is"
    )
    func persons() {
        func evidence(_ person: String?) -> SignalEvidence {
            SignalEvidence(
                searches: ["a"], entries: [], figures: [:], first: .distantPast, last: .distantPast, person: person)
        }
        func touches(_ one: String?, _ other: String?) -> Bool {
            evidence(one).touches(evidence(other), of: SignalKind.protectedPerson.rawValue)
        }
        #expect(touches("p", "p") && !touches("p", "q"))
        #expect(!touches(nil, "q") && !touches("p", nil) && !touches(nil, nil))
    }

    @Test("evidence that was stored before persons were kept is read")
    func stored() throws {
        let json = #"{"entries":[3],"figures":{"tries":1},"first":1,"last":2,"searches":["a"]}"#
        let read = try JSONDecoder().decode(SignalEvidence.self, from: Data(json.utf8))
        #expect(read.person == nil && read.searches == ["a"] && read.entries == [3])
    }

    @Test("each kind is grave, serious or unusual; the gravest come first, and each word is explained")
    func gravities() {
        #expect(SignalGravity.allCases.sorted() == [.grave, .serious, .unusual])
        for gravity in SignalGravity.allCases {
            #expect(SignalKind.allCases.contains { $0.gravity == gravity } && gravity.sentence.hasSuffix("."))
        }
        #expect(SignalKind.protectedPerson.gravity == .grave && SignalKind.oddHours.gravity == .unusual)
    }

    @Test("what a similarity means is said of rules that compare faces, with the policy's own, and of no other")
    func similarity() throws {
        let limits = try PolicyDocument(parsing: Policy.standardText(for: .investigation)).policy.signals
        for kind in SignalKind.allCases {
            let comparesFaces = kind.sentence(limits).contains("0.62")
            #expect(
                (kind.meaningOfSimilarity(limits)?.contains("at 0.62 strangers") ?? false) == comparesFaces, "\(kind)")
        }
    }

    @Test("a finding is known by its key's parts, their order and their bounds")
    func digests() {
        func digest(_ key: [String]) -> [UInt8] {
            SignalDraft(kind: .leaver, key: key, first: .distantPast, last: .distantPast).digest
        }
        let keys = [[], [""], ["a"], ["a", ""], ["a", "b"], ["b", "a"], ["ab"], ["a", "b", "c"], ["a", "bc"]]
        #expect(Set(keys.map(digest)).count == keys.count)
        #expect(digest(["a", "b"]) == digest(["a", "b"]) && digest(["a"]).count == 32)
    }

    @Test(
        "each kind has a word of its own that logs and pages can hold, a title, and a sentence with the policy's limits"
    )
    func kinds() throws {
        let limits = try PolicyDocument(parsing: Policy.standardText(for: .investigation)).policy.signals
        #expect(SignalKind.allCases.count == 17)
        for kind in SignalKind.allCases {
            #expect(kind.word.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
            let sentence = kind.sentence(limits)
            #expect(sentence.hasSuffix(".") && sentence.first?.isUppercase == true || sentence.first?.isNumber == true)
            #expect(!sentence.contains("1 times") && !sentence.contains("1 days"))
        }
        #expect(Set(SignalKind.allCases.map(\.title)).count == 17)
        #expect(SignalKind.sameFaceCases.sentence(limits).contains("0.62"))
        #expect(SignalKind.sameFaceAccounts.sentence(limits).hasPrefix("3 or more accounts"))
    }
}
