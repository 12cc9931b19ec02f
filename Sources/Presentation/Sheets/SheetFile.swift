import Foundation
import Mustache
package import Vocabulary

/// Pages that are one file each: no script, nothing loaded from anywhere.
package enum SheetFile {
    /// A sheet may replace an earlier sheet, and nothing else.
    /// - Throws: `sheet.in-the-way`, `sheet.unwritable`.
    package static func checkPlace(_ path: String) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: path) else {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            guard files.isWritableFile(atPath: folder) else { throw unwritable }
            return
        }
        // A pipe would keep us waiting.
        let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        let head = type == .typeRegular ? try? FileHandle(forReadingAtPath: path)?.read(upToCount: 1024) : nil
        guard let head, String(decoding: head, as: UTF8.self).contains("<title>Likeness: ") else {
            throw Failure(
                .sheetInTheWay, "The file that is to become the sheet exists and is no sheet of Likeness.",
                remedy: "Name another file with --html; nothing was done.")
        }
    }

    /// - Parameter template: Mustache; what is put into it is escaped, but for the style.
    package static func render(_ template: String, _ page: [String: Any]) throws -> String {
        var page = page
        page["style"] = String(decoding: PackageResources.style_css, as: UTF8.self)
        return try MustacheTemplate(string: template).render(page)
    }

    /// Replaces the file only when the sheet is whole.
    /// - Throws: `sheet.unwritable`.
    package static func write(_ html: String, to path: String) throws {
        do {
            try Data(html.utf8).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw unwritable
        }
    }

    private static let unwritable = Failure(
        .sheetUnwritable, "The sheet cannot be written.",
        remedy: "Name a file in a folder that exists, that you may write to, and that has room. "
            + "What was done before was recorded.")
}

extension Failure.Code {
    package static let sheetInTheWay = Failure.Code("sheet.in-the-way", .usage)
    package static let sheetUnwritable = Failure.Code("sheet.unwritable", .environment)
}
