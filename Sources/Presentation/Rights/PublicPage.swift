package import FaceSearch
import Foundation
import Records
import TransparencyLog

/// The public page: one file, no script, nothing loaded from anywhere, the same for everybody.
package struct PublicPage {
    private let facts: PublicFacts
    private let texts: PublicPageTexts

    package init(_ facts: PublicFacts, _ texts: PublicPageTexts = .standard) {
        self.facts = facts
        self.texts = texts
    }

    /// - Throws: `sheet.unwritable`.
    package func write(to path: String) throws {
        try SheetFile.write(html(), to: path)
        // Unlike other sheets it is for everybody: a web server of another user has to read it.
        try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    }

    package func html() throws -> String {
        let listed = facts.listed(by: texts)
        let leftOut = facts.collections.count - listed.count
        var page: [String: Any] = [
            "text": texts.texts, "collections": listed.map(collection),
            "rights": [
                text("right-access", facts.accessDays), text("right-erasure", facts.erasureDays),
                text("right-objection", facts.erasureDays), text("right-protection", facts.protectionDays),
                text("right-alert", facts.protectionDays),
            ].map { ["text": $0] },
            "logName": facts.logKey.name, "logKey": "\(facts.logKey)", "made": day(facts.at),
        ]
        if leftOut > 0 { page["leftOut"] = leftOut == 1 ? text("left-out-one") : text("left-out-many", leftOut) }
        return try SheetFile.render(String(decoding: PackageResources.public_page_mustache, as: UTF8.self), page)
    }

    private func collection(_ collection: PublicFacts.Collection) -> [String: Any] {
        let record = collection.record
        var fields: [String: Any] = [
            "name": record.name, "controller": record.controller, "basis": record.lawfulBasis, "source": record.source,
            "retention": text("retention-days", record.retentionDays), "since": day(record.created),
            "photos": collection.photos.map { "\($0)" } ?? text("photos-few", facts.smallestCount),
        ]
        if record.closed != nil { fields["closed"] = text("closed") }
        return fields
    }

    private func text(_ name: String, _ number: Int? = nil) -> String {
        let text = texts.texts[name] ?? ""
        return number.map { text.replacing("{n}", with: "\($0)") } ?? text
    }

    private func day(_ date: Date) -> String { DateInWords.day(date, in: texts.texts["language"] ?? "en") }
}
