import FaceSearch
import Foundation
import Rules
import TestStage
import Testing

@Suite("A report as PDF")
struct ReportPDFTests {
    private struct ReadPDF: Decodable {
        let language: String
        let title: String
        let pages: Int
        let isTagged: Bool
        let pdfUA: Int?
        let tags: [String: Int]
        let text: String
    }

    /// What a reader gets of it, by a library that is not ours.
    private func read(_ pdf: String) throws -> ReadPDF {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = tests.deletingLastPathComponent().appending(path: ".dependencies/test-venv/bin/python")
        process.arguments = ["-B", tests.appending(path: "Support/ReadPDF/read_pdf.py").path, pdf]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode(ReadPDF.self, from: output)
    }

    /// A household of 2025, in which people asked about themselves: many in some months, few in others.
    private func household() async throws -> Stage {
        let stage = try await Stage(.household, beginning: Date("2025-01-06T09:00:00Z", strategy: .iso8601))
        let owner = stage.administrator
        _ = try await stage.home.createCollection(
            named: "album", controller: "c", lawfulBasis: "b", source: "s", retentionDays: 30, as: owner)
        for (month, count) in [7, 0, 2, 12, 5, 3, 0, 30, 6, 0, 0, 9].enumerated() {
            for number in 0..<count {
                let made = try await stage.home.receiveRequest(
                    RequestDraft(kind: .access, reference: "DSR-\(month)-\(number)"), as: owner)
                guard number.isMultiple(of: 2) else { continue }
                try await stage.home.refuseRequest(made.ref, because: "Nobody could show who they are.", as: owner)
            }
            stage.clock.move(30.4 * 86_400)
        }
        return stage
    }

    /// As it is read, without tags and space.
    private func flat(_ html: Substring) -> String {
        String(html).replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
            .filter { !$0.isWhitespace }
    }

    @Test("is tagged for screen readers, has each row of the page, and the note beside it is checked in its place")
    func pdf() async throws {
        let stage = try await household()
        let work = try Workspace()
        work.program.environment["LIKENESS_HOME"] = stage.folder.path
        let (pdf, page) = (work.path("report.pdf"), work.path("report.html"))
        let made = try work.likeness("report", "--period", "2025", "--pdf", "--output", pdf)
        #expect(made.output == "Wrote \(pdf), and its signed note \(pdf).note.\n")
        try work.likeness("report", "--period", "2025", "--html", "--output", page)

        let read = try read(pdf)
        #expect(read.isTagged && read.pdfUA == 1 && read.language == "en-GB" && read.pages > 2)
        #expect(read.title == "Likeness: transparency report 2025")
        let html = try String(contentsOfFile: page, encoding: .utf8)
        #expect(read.tags["/Table"] == html.matches(of: /<table/).count && read.tags["/H1"] == 1)
        #expect(read.tags["/TH"] ?? 0 > 50)
        let text = read.text.filter { !$0.isWhitespace }
        let rows = html.matches(of: /<tr[^>]*>.*?<\/tr>/.dotMatchesNewlines()).map { flat($0.0) }
        #expect(rows.count > 40)
        for row in rows {
            let ends = text.ranges(of: row).map(\.upperBound)
            #expect(ends.contains { $0 == text.endIndex || !text[$0].isNumber }, "\(row)")
        }
        #expect(rows.contains("PeoplewhoaskedRequestsofpeopleaboutthemselves.74"))
        let months = ["7", "0", "fewerthan5†", "12", "5", "fewerthan5†", "0", "30", "6", "0", "0", "9"]
        #expect(rows.contains("Peoplewhoasked" + months.joined()))

        try work.write(Array(try work.likeness("ledger", "key", "show").output.utf8), to: "key")
        let note = try work.likeness("report", "verify", pdf + ".note", "--key", "key")
        #expect(note.output.hasPrefix("Valid: ") && note.output.contains("People who asked"))
        try work.likeness("report", "verify", pdf + ".note")
        let refused = try work.likeness("report", "verify", pdf, "--key", "key", exits: 2)
        #expect(refused.errors.contains("[report.pdf]") && refused.errors.contains("FILE.note"))
        let signed = try String(contentsOfFile: pdf + ".note", encoding: .utf8)
        let forged = signed.replacing(
            #""requests-received":{"months":[7,"#, with: #""requests-received":{"months":[8,"#)
        #expect(forged != signed)
        try work.write(Array(forged.utf8), to: "forged.note")
        let wrong = try work.likeness("report", "verify", "forged.note", "--key", "key", exits: 1)
        #expect(wrong.output.contains("ignature"))
    }
}
