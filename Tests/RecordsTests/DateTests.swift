import Foundation
import GRDB
import Records
import Testing

@Suite("Dates")
struct DateTests {
    @Test(
        "a date is stored as UTC text and comes back the same",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_780_000_000.125, "2026-05-28T20:26:40.125Z"),
            (951_782_400.999, "2000-02-29T00:00:00.999Z"), (1.0006, "1970-01-01T00:00:01.001Z"),
            (1.9999, "1970-01-01T00:00:02.000Z"), (-0.001, "1969-12-31T23:59:59.999Z"),
        ])
    func text(seconds: Double, text: String) throws {
        let home = try TemporaryHome()
        let store = try home.store()
        try store.createHome(HomeRecord(profile: "archive", created: Date(timeIntervalSince1970: seconds)))
        #expect(try store.read { try String.fetchOne($0, sql: "SELECT created FROM home") } == text)
        let back = try #require(try store.home()).created
        #expect(back == Date(timeIntervalSince1970: (seconds * 1000).rounded() / 1000))
    }

    @Test("a date that is none is damage, not a crash", arguments: ["", "yesterday", "2026-13-45T99:99:99.000Z", "é"])
    func damage(text: String) throws {
        let home = try TemporaryHome()
        let store = try home.store()
        try store.createHome(HomeRecord(profile: "archive", created: noon))
        try store.write { try $0.execute(sql: "UPDATE home SET created = ?", arguments: [text]) }
        #expect(code { try store.home() as Any } == .recordsCorrupt)
    }
}
