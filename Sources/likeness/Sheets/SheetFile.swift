import Foundation
import Mustache
import Vocabulary

/// Pages that are one file each: no script, nothing loaded from anywhere.
enum SheetFile {
    /// A sheet may replace an earlier sheet, and nothing else.
    /// - Throws: `sheet.in-the-way`.
    static func checkPlace(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let head = FileHandle(forReadingAtPath: path)?.readData(ofLength: 1024) ?? Data()
        guard String(decoding: head, as: UTF8.self).contains("<title>Likeness: ") else {
            throw Failure(
                .sheetInTheWay, "The file that is to become the sheet exists and is no sheet of Likeness.",
                remedy: "Name another file with --html; nothing was done.")
        }
    }

    /// - Parameter template: Mustache; what is put into it is escaped, but for the style.
    static func render(_ template: String, _ page: [String: Any]) throws -> String {
        var page = page
        page["style"] = String(decoding: PackageResources.style_css, as: UTF8.self)
        return try MustacheTemplate(string: template).render(page)
    }

    /// Replaces the file only when the sheet is whole.
    /// - Throws: `sheet.unwritable`.
    static func write(_ html: String, to path: String) throws {
        do {
            try Data(html.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Failure(
                .sheetUnwritable, "The sheet cannot be written.",
                remedy: "Name a file in a folder that exists, that you may write to, and that has room. "
                    + "What was done before was recorded.")
        }
    }
}

extension Failure.Code {
    static let sheetInTheWay = Failure.Code("sheet.in-the-way", .usage)
    static let sheetUnwritable = Failure.Code("sheet.unwritable", .environment)
}
