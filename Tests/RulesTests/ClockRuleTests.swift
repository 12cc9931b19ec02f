import Foundation
import Rules
import Testing
import Vocabulary

@Suite("The clock")
struct ClockRuleTests {
    @Test(
        "time is the system's, never before what was recorded; more than two minutes before it is refused",
        arguments: [
            // Seconds of the clock after the latest record -> seconds of the moment to decide at; nil: refused.
            (0, 0), (0.001, 0.001), (1_000_000, 1_000_000), (-0.001, 0), (-120, 0), (-120.001, nil), (-86_400, nil),
        ] as [(Double, Double?)])
    func moment(clock: Double, expected: Double?) {
        let decided = Result { try ClockRule.moment(now: noon + clock, latestRecorded: noon) }
        #expect((try? decided.get()) == expected.map { noon + $0 })
        #expect(code { try decided.get() } == (expected == nil ? .clockBehind : nil))
    }

    @Test("a home that has recorded nothing takes any time")
    func first() throws {
        #expect(try ClockRule.moment(now: .distantPast, latestRecorded: nil) == .distantPast)
    }

    @Test("a clock that gives no number is refused")
    func notANumber() {
        let none = Date(timeIntervalSinceReferenceDate: .nan)
        #expect(code { try ClockRule.moment(now: none, latestRecorded: noon) } == .clockBehind)
    }

    @Test("the clock is the machine's affair")
    func kind() {
        #expect(Failure.Code.clockBehind.kind == .environment)
    }
}
