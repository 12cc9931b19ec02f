import FaceSearch
import Foundation
import Oversight
import Rules
import Testing
import TransparencyLog

@Suite("Rules of misuse")
struct SignalRuleTests {
    /// A story that stays just within what is usual, and what makes it a signal.
    struct Story: Sendable, CustomTestStringConvertible {
        let kind: SignalKind
        let tell: @Sendable (inout Chronicle, _ misused: Bool) -> Void
        var testDescription: String { kind.word }
    }

    static let stories = [
        Story(kind: .sameFaceCases) { log, misused in
            log.allow("a1", to: "sam", on: "c1")
            log.search("sam", on: "a1", face: 1)
            log.wait(days: misused ? 60 : 100)
            log.allow("a2", to: "sam", on: "c2")
            log.search("sam", on: "a2", face: 1)
        },
        Story(kind: .sameFaceAccounts) { log, misused in
            for (place, name) in ["sam", "sue", "sid"].prefix(misused ? 3 : 2).enumerated() {
                log.allow("a\(place)", to: name, on: "c\(place)")
                log.search(name, on: "a\(place)", face: 1)
                log.wait(days: 3)
            }
        },
        Story(kind: .repeatedAfterNobody) { log, misused in
            log.allow("a1", to: "sam", on: "c1")
            for _ in 0..<(misused ? 6 : 5) { log.search("sam", on: "a1", face: 1, candidates: 0) }
            log.search("sam", on: "a1", face: 1, candidates: 2)
        },
        Story(kind: .afterRefusal) { log, misused in
            log.request("a1", of: "sam", on: "c1")
            log.refuse("a1", by: "ann", of: "c1")
            log.allow("a2", to: "sam", on: "c1", by: misused ? "abe" : "ann")
            log.search("sam", on: "a2", face: 1)
        },
        Story(kind: .farMoreThanPeers) { log, misused in
            for (place, name) in ["sam", "sue", "sid", "sol"].enumerated() {
                log.allow("a\(place)", to: name, on: "c\(place)")
                for face in 0..<(place > 0 ? 3 : misused ? 15 : 14) {
                    log.search(name, on: "a\(place)", face: face % 2 + 10 * place)
                }
            }
        },
        Story(kind: .oddHours) { log, misused in
            log.allow("a1", to: "sam", on: "c1")
            for place in 0..<3 {
                log.next(hour: place == 0 && !misused ? 6 : 3)
                log.search("sam", on: "a1", face: 1)
            }
        },
        Story(kind: .burstBeforeExpiry) { log, misused in
            log.allow("a1", to: "sam", on: "c1", days: 10)
            log.wait(days: misused ? 9.6 : 9.4)
            for _ in 0..<5 { log.search("sam", on: "a1", face: 1) }
        },
        Story(kind: .unlikeFaces) { log, misused in
            log.allow("a1", to: "sam", on: "c1")
            for face in 0..<(misused ? 5 : 4) { log.search("sam", on: "a1", face: face) }
        },
        Story(kind: .hastyApprovals) { log, misused in
            for place in 0..<3 {
                log.request("a\(place)", of: "sam", on: "c\(place)")
                log.wait(misused || place > 0 ? 10 : 40)
                log.approve("a\(place)", by: "ann", of: "c\(place)")
            }
        },
        Story(kind: .samePair) { log, misused in
            for place in 0..<12 {
                log.allow(
                    "a\(place)", to: "sam", on: "c\(place)", by: place == 6 || !misused && place == 9 ? "abe" : "ann")
                log.allow("b\(place)", to: "sue", on: "d\(place)", by: place % 2 == 0 ? "ann" : "abe")
                log.wait(days: 1)
            }
        },
        Story(kind: .closedCase) { log, misused in
            log.tell(
                .searchRefused, ["account": "sam"],
                ["code": .string(misused ? "case.closed" : "authorisation.expired")])
        },
        Story(kind: .leaver) { log, misused in
            log.tell(.accountSuspended, ["account": "ada", "subject": "sam"], ["subject": .string("sam")])
            if !misused {
                log.tell(.accountResumed, ["account": "ada", "subject": "sam"], ["subject": .string("sam")])
            }
            log.tell(.loginFailed, ["account": "sam"], ["account": .string("sam")])
        },
        Story(kind: .dormantWoken) { log, misused in
            log.tell(.loginSucceeded, ["account": "sam"], ["account": .string("sam")])
            log.wait(days: misused ? 91 : 80)
            log.tell(.loginSucceeded, ["account": "sam"], ["account": .string("sam")])
            log.allow("a1", to: "sam", on: "c1")
            log.search("sam", on: "a1", face: 1)
        },
        Story(kind: .breakGlassHabit) { log, misused in
            for place in 0..<(misused ? 3 : 2) {
                log.request("a\(place)", of: "sam", on: "c\(place)", breakGlass: true)
                log.approve("a\(place)", by: "ann", of: "c\(place)")
                log.wait(days: 5)
            }
        },
        Story(kind: .refusedOften) { log, misused in
            for _ in 0..<(misused ? 5 : 4) {
                log.tell(.searchRefused, ["account": "sam"], ["code": .string("authorisation.required")])
                log.wait(3600)
            }
        },
        Story(kind: .sealedPerson) { log, misused in
            log.allow("a1", to: "sam", on: "c1")
            log.search("sam", on: "a1", face: 1, sealed: misused ? 1 : 0)
        },
    ]

    static func drafts(
        _ log: Chronicle, resemblances: [ProbeLikeness.Resemblance] = []
    ) throws -> [SignalDraft] {
        let limits = try Policy(parsing: Policy.standardText(for: .investigation)).signals
        let likeness = ProbeLikeness(groups: log.faces, resemblances: resemblances, unreadable: 0)
        return SignalRules(log.history, limits: limits, likeness: likeness).drafts()
    }

    @Test("each rule finds what it is for, just beyond its limit, and nothing just within", arguments: stories)
    func limits(story: Story) throws {
        for misused in [false, true] {
            var log = Chronicle()
            log.organisation("police", accounts: ["sam", "sue", "sid", "sol", "ann", "abe"])
            story.tell(&log, misused)
            let found = try Self.drafts(log).filter { $0.kind == story.kind.word }
            #expect(found.count == (misused ? 1 : 0), "\(story.kind) \(misused): \(found)")
            for draft in found {
                #expect(!draft.evidence.entries.isEmpty)
                #expect(draft.evidence.entries.allSatisfy { (0..<log.history.size).contains($0) })
            }
        }
    }

    @Test("what was found is found again under the same key, with what came since")
    func growing() throws {
        var log = Chronicle()
        log.organisation("police", accounts: ["sam", "ann"])
        log.allow("a1", to: "sam", on: "c1")
        log.search("sam", on: "a1", face: 1)
        log.allow("a2", to: "sam", on: "c2")
        log.search("sam", on: "a2", face: 1)
        let first = try Self.drafts(log).filter { $0.kind == SignalKind.sameFaceCases.word }
        log.allow("a3", to: "sam", on: "c3")
        log.search("sam", on: "a3", face: 1)
        let second = try Self.drafts(log).filter { $0.kind == SignalKind.sameFaceCases.word }
        #expect(first.count == 1 && second.count == 1 && first.map(\.key) == second.map(\.key))
        #expect(Set(first[0].evidence.searches).isStrictSubset(of: Set(second[0].evidence.searches)))
    }

    @Test("of a usual half year nothing is a signal")
    func usual() throws {
        var log = Chronicle()
        log.organisation("police", accounts: ["sam", "sue", "ann", "abe"])
        var face = 0
        for week in 0..<26 {
            for (place, name) in ["sam", "sue"].enumerated() {
                face += 1
                log.allow(
                    "a\(week)-\(place)", to: name, on: "c\(week)-\(place)", by: (week + place) % 2 == 0 ? "ann" : "abe")
                log.search(name, on: "a\(week)-\(place)", face: face)
                log.search(name, on: "a\(week)-\(place)", face: face)
            }
            log.wait(days: 7 - 2.0 / 24)
        }
        #expect(try Self.drafts(log).isEmpty)
    }
}
