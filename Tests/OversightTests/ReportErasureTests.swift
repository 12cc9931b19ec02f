import FaceSearch
import Foundation
import Oversight
import Records
import TestStage
import Testing
import TransparencyLog
import Vocabulary

/// A report whose log has lost payloads since: what needs none is counted again all the same.
@Suite("A report after something was erased")
struct ReportErasureTests {
    /// The same years as in ``ReportTests``, with a report of one of them, after which a search and an outcome were erased.
    final class Erased: Sendable {
        static let shared = Task { try await Erased() }

        let years: ReportTests.Years
        let published: PublishedReport
        let history: History
        let checkpoint: Checkpoint
        /// The month in which they were.
        let month: String

        private init() async throws {
            years = try await ReportTests.Years()
            published = try await years.report("2025")
            let logged = try years.stage.logged()
            let report = published.report
            // One whose candidates are many enough to be told as a number, and in which outcomes were recorded.
            let candidates = try #require(report.rows.first { $0.measure == .candidatesShown }?.months)
            func happened(_ type: String, in month: String) -> [LoggedEvent] {
                logged.filter { $0.type == type && $0.time.formatted(.iso8601).hasPrefix(month) }
            }
            let month = try #require(
                zip(report.months, candidates).first { month, told in
                    if case .exactly(let count) = told {
                        count > 6 && !happened("outcome.recorded", in: month).isEmpty
                    } else {
                        false
                    }
                }?.0)
            self.month = month
            let outcome = try #require(happened("outcome.recorded", in: month).first)
            let ended = happened("search.completed", in: month)
            let refs = [outcome.ids["outcome"]?.text, ended.first?.ids["search"]?.text].compactMap(\.self)
            let store = try RecordStore(
                at: years.stage.folder.appending(path: "records.sqlite").path, access: .writing)
            try store.transaction { _ = try $0.eraseOpenings(about: refs) }
            (history, checkpoint) = try await years.keeper.history(ofFirst: published.report.size, as: years.overseer)
        }

        func recount(_ report: PublishedReport) throws -> ReportRecount {
            try report.recount(in: history, size: history.size, under: checkpoint)
        }

        /// The report with something else in it, signed by the operator all the same.
        func altered(_ pattern: some RegexComponent, _ new: String) throws -> PublishedReport {
            let text = published.note.text.replacing(pattern, with: new, maxReplacements: 1)
            #expect(text != published.note.text)
            let secret = try String(contentsOf: years.stage.folder.appending(path: "log.key"), encoding: .utf8)
            let key = try SigningKey(parsingSecret: secret.trimmingCharacters(in: .newlines))
            return try PublishedReport(parsing: SignedNote(text: text, signatures: [key.sign(text)]))
        }
    }

    @Test("all that needs no payload is compared, and what cannot be is named with its reason")
    func compared() async throws {
        let erased = try await Erased.shared.value
        let recount = try erased.recount(erased.published)
        #expect(recount.problems == [])
        // Every number of the report, but for those of one month, the sums that they are in and some tables.
        #expect(recount.compared > 500 && recount.uncounted.count < 20)
        let open = Measure.allCases.filter(\.isOpen).map(\.title)
        for one in recount.uncounted {
            #expect(!one.reason.isEmpty)
            let isTable = one.numbers.allSatisfy { $0.contains("by purpose") || $0.contains("by organisation") }
            #expect(!open.contains(one.figure) || isTable, "\(one)")
            #expect(isTable || one.numbers.allSatisfy { $0 == erased.month || $0 == "in all" }, "\(one)")
        }
        #expect(
            recount.uncounted.contains {
                $0.figure == "Candidates shown" && $0.numbers == [erased.month]
                    && $0.reason.contains("“search.completed”")
            })
    }

    /// Numbers that need no payload, of a month in which something was erased and of others, and whatever it is made to say.
    @Test(
        "a number that was altered is named, also in the month of what was erased",
        arguments: [
            "searches", "searches-refused", "authorisations-approved", "cases-opened", "requests-received",
            "log-ins-failed",
        ])
    func altered(figure: String) async throws {
        let erased = try await Erased.shared.value
        let place = try #require(erased.published.report.months.firstIndex(of: erased.month))
        let measure = try #require(Measure(rawValue: figure))
        let pattern = try Regex(#"("\#(figure)":\{"months":\[(?:[^,\]]+,){\#(place)})("few"|\d+)"#)
        let match = try #require(try pattern.firstMatch(in: erased.published.note.text))
        let before = String(try #require(match.output[1].substring))
        let altered = try erased.altered(
            Regex(NSRegularExpression.escapedPattern(for: String(match.0))), before + "777")
        let recount = try erased.recount(altered)
        #expect(
            recount.problems.contains { "\($0)".hasPrefix("\(measure.title), \(erased.month): the report says 777") },
            "\(recount.problems)")
    }

    @Test("what was erased does not excuse a number that it cannot have been")
    func impossible() async throws {
        let erased = try await Erased.shared.value
        let months = try #require(erased.published.report.rows.first { $0.measure == .candidatesShown }?.months)
        let place = try #require(erased.published.report.months.firstIndex(of: erased.month))
        guard case .exactly(let count) = months[place] else {
            Issue.record("the month's candidates are told as a number")
            return
        }
        let prefix = #""candidates-shown":{"months":["#
        let start = try #require(erased.published.note.text.range(of: prefix)?.upperBound)
        let cells = erased.published.note.text[start...].prefix { $0 != "]" }.split(separator: ",").map(String.init)
        func report(_ number: String) throws -> ReportRecount {
            var other = cells
            other[place] = number
            return try erased.recount(
                erased.altered(
                    Regex(NSRegularExpression.escapedPattern(for: prefix + cells.joined(separator: ","))),
                    prefix + other.joined(separator: ",")))
        }
        // Fewer than are still there.
        #expect(try report("0").problems.contains { "\($0)".hasPrefix("Candidates shown, \(erased.month)") })
        // More may have been: but then its sum is another.
        let more = try report("\(count + 100)")
        #expect(!more.problems.contains { "\($0)".hasPrefix("Candidates shown, \(erased.month)") })
    }

    @Test("an erasure that the report does not tell of is no alteration; one that it tells of and that never was, is")
    func erasedEntries() async throws {
        let erased = try await Erased.shared.value
        #expect(erased.published.report.erased.total == .exactly(0))
        let altered = try erased.altered(/"erased":\{"months":\[0/, #""erased":{"months":[900"#)
        #expect(
            try erased.recount(altered).problems.contains {
                "\($0)".hasPrefix("Entries that stand for something erased, 2025-01: the report says 900")
            })
    }

    @Test("photos, collections and their basis at the period's end are counted again, and named when they are others")
    func base() async throws {
        let erased = try await Erased.shared.value
        let base = erased.published.report.base
        #expect(base.collections.map(\.count) == [1] && base.closed == 0 && base.isWhole)
        for (pattern, new, named) in [
            (#""photos":(\[[^\]]*\]|\d+)"#, #""photos":4000"#, "Photos searched in"),
            (#""closed":0"#, #""closed":3"#, "Collections closed"),
            (#""since":"2025-01""#, #""since":"2024-01""#, "Bases of collections"),
            (#""isWhole":true"#, #""isWhole":false"#, "Whether photos and faces are whole"),
        ] {
            let altered = try erased.altered(Regex(pattern), new)
            #expect(
                try erased.recount(altered).problems.contains { "\($0)".hasPrefix(named) }, "\(named)")
        }
    }
}
