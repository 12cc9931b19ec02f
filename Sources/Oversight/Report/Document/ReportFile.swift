import FaceSearch
import Foundation
import TransparencyLog
public import Vocabulary

/// What a report is written as. Each form has the signed note in it; the PDF lies beside the page that it is made of.
public enum ReportForm: String, Sendable, CaseIterable {
    case html, csv, json
}

extension PublishedReport {
    /// The whole file: the same bytes whenever the same report is written.
    public func file(_ form: ReportForm) throws -> [UInt8] {
        switch form {
        case .html: Array(try html().utf8)
        case .csv: Array(csv().utf8)
        case .json:
            try CanonicalJSON.bytes(
                of: .object([
                    "note": .string(String(decoding: note.serialised(), as: UTF8.self)), "report": report.json(),
                    "told": .object(
                        try JSONObject(
                            ReportMark.allCases.map { ($0.rawValue, .string($0.meaning(report.smallest))) })),
                ]))
        }
    }

    /// Reads a file that ``file(_:)`` wrote, or a note alone, and says of its form.
    /// - Parameter bytes: whoever's file; 16 MiB at most.
    /// - Throws: `report.malformed`; `report.pdf` for a PDF, which is vouched for by the note beside it.
    public static func read(_ bytes: [UInt8]) throws -> (report: PublishedReport, form: ReportForm?) {
        guard !bytes.starts(with: Array("%PDF-".utf8)) else {
            throw Failure(
                .reportPDF, "A PDF cannot be checked by itself.",
                remedy: "Verify the signed note beside it, FILE.note, and compare the numbers that it prints with the "
                    + "PDF's; or ask for the page, which is checked word by word.")
        }
        guard bytes.count <= mostBytes, let text = String(validating: bytes, as: UTF8.self) else {
            throw Report.malformed
        }
        let (note, form) = try note(in: text)
        do { return (try PublishedReport(parsing: SignedNote(parsing: Array(note.utf8))), form) } catch is LogError {
            throw Report.malformed
        }
    }

    private static let mostBytes = 16 << 20

    private static func note(in text: String) throws -> (note: String, form: ReportForm?) {
        if text.hasPrefix(Home.reportHeader) { return (text, nil) }
        if text.hasPrefix("{") {
            guard case .object(let object)? = try? CanonicalJSON.parse(Array(text.utf8)),
                let note = object["note"]?.string
            else { throw Report.malformed }
            return (note, .json)
        }
        if let start = text.range(of: "<pre id=\"note\">"),
            let end = text.range(of: "</pre>", range: start.upperBound..<text.endIndex)
        {
            return (unescaped(text[start.upperBound..<end.lowerBound]), .html)
        }
        if text.hasPrefix("measure,") {
            // By bytes: Swift takes the two of a line end for one character.
            let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            let note = lines.filter { $0.hasPrefix("# ") }.map { line in
                String(decoding: line.utf8.dropFirst(2).filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)
            }
            return (note.joined(separator: "\n"), .csv)
        }
        throw Report.malformed
    }

    /// What Mustache escapes.
    private static func unescaped(_ text: Substring) -> String {
        String(text).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }
}
