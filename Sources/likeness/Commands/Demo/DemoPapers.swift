import FaceSearch
import Foundation
import Oversight
import Presentation
import Records
import Rules

/// What leaves the demo's home, for whoever wants to check it without the home: in the demo's folder.
struct DemoPapers {
    let folder: URL
    let key, report, pack, publicPage: URL

    /// - Parameter moment: the report is of the last month that was over then.
    init(in folder: URL, at moment: Date) {
        self.folder = folder
        period = Self.monthBefore(moment)
        key = folder.appending(path: "log-key.txt")
        report = folder.appending(path: "report-\(period).html")
        pack = folder.appending(path: "evidence", directoryHint: .isDirectory)
        publicPage = folder.appending(path: "public-page.html")
    }

    private let period: String

    /// - Parameter caseFile: what the evidence is about.
    func make(from home: Home, _ history: HistoryKeeper, about caseFile: String, as overseer: Actor) async throws {
        try OutputFile.write(Data("\(Home.logVerifierKey(of: home.directory))\n".utf8), to: key.path)
        let published = try await history.publishReport(of: Period(parsing: period), in: home, as: overseer)
        try OutputFile.write(Data(published.file(.html)), to: report.path)
        try? FileManager.default.removeItem(at: pack)
        _ = try await home.exportEvidence(
            EvidenceRequest(.caseFile(caseFile), reason: "For the Town Archive's data protection officer."),
            to: pack.path, as: overseer)
        try PublicPage(home.publicFacts()).write(to: publicPage.path)
    }

    /// How they are looked at and checked.
    var words: String {
        """
        In \(folder.path), for whoever wants to check it without the home:
          \(report.lastPathComponent)  a transparency report
            likeness report verify \(report.path) --key \(key.path)
          evidence/index.html  what was done on the case of the signal that was upheld; it verifies itself
            likeness ledger verify-pack \(pack.path) --key \(key.path)
          public-page.html  what everybody may know
        """
    }

    private static func monthBefore(_ moment: Date) -> String {
        // The first of a month is at most 31 days ago.
        let text = moment.formatted(.iso8601)
        let day = Double(text.split(separator: "-")[2].prefix(2)) ?? 1
        return String(moment.addingTimeInterval(-day * 86_400).formatted(.iso8601).prefix(7))
    }
}
