import Foundation
import Vocabulary

/// Makes a PDF of a page that is one file, by WeasyPrint (Debian's `weasyprint`), which lays out pages for print and tags them
/// for screen readers.
enum PDFWriter {
    /// - Throws: `output.no-pdf` when WeasyPrint is not installed, `output.unwritable`.
    static func write(_ html: String, to path: String) throws {
        guard
            let program = ["/usr/bin/weasyprint", "/usr/local/bin/weasyprint"]
                .first(where: FileManager.default.isExecutableFile)
        else {
            throw Failure(
                .outputNoPDF, "A PDF needs WeasyPrint, which is not installed.",
                remedy:
                    "Install it (`apt install weasyprint`, or scripts/bootstrap), or print the page that --html writes."
            )
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "likeness-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = folder.appending(path: "page.pdf")
        do {
            try Data(html.utf8).write(to: folder.appending(path: "page.html"))
            let process = Process()
            process.executableURL = URL(filePath: program)
            process.arguments = [
                "--quiet", "--pdf-variant", "pdf/ua-1", folder.appending(path: "page.html").path, made.path,
            ]
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
        } catch {
            throw unwritable
        }
        guard let data = try? Data(contentsOf: made), data.starts(with: Array("%PDF-".utf8)) else { throw unwritable }
        try OutputFile.write(data, to: path)
    }

    private static let unwritable = Failure(
        .outputUnwritable, "The PDF could not be made.",
        remedy: "Print the page that --html writes instead, and report this.")
}

extension Failure.Code {
    static let outputNoPDF = Failure.Code("output.no-pdf", .environment)
}
