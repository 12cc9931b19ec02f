public import Foundation
import Photos
import SwiftCSV
import SystemPackage
package import Vocabulary

/// What an operator's own catalogue says of photos: a CSV file with a column `path` and any of `caption`, `credit`,
/// `source`, `taken`. It overrides what the photos say of themselves.
///
/// A path is absolute, or relative to the folder in which the CSV file lies.
public struct MetadataTable: Sendable {
    private let rows: [[UInt8]: PhotoMetadata]

    static let none = MetadataTable(rows: [:])

    private init(rows: [[UInt8]: PhotoMetadata]) { self.rows = rows }

    /// - Parameter text: RFC 4180, UTF-8, first line names the columns.
    /// - Throws: `metadata.unreadable`.
    public init(_ text: String, relativeTo folder: String) throws {
        // A quote that is never closed would swallow the rows after it.
        guard text.utf8.count(where: { $0 == UInt8(ascii: "\"") }).isMultiple(of: 2) else { throw Self.unreadable }
        do {
            let csv = try NamedCSV(string: text, delimiter: .comma, loadColumns: false)
            let header = csv.header.map { $0.trimmingCharacters(in: .whitespaces) }
            guard header.contains("path") else { throw Self.unreadable }
            var rows: [[UInt8]: PhotoMetadata] = [:]
            for row in csv.rows {
                guard let path = row["path"], !path.isEmpty else { throw Self.unreadable }
                func value(_ column: String) -> String? { row[column].flatMap(tidied) }
                let file = FilePath(folder).pushing(FilePath(path)).lexicallyNormalized()
                rows[file.bytes] = PhotoMetadata(
                    taken: value("taken"), caption: value("caption"), credit: value("credit"), source: value("source"))
            }
            self.rows = rows
        } catch {
            throw Self.unreadable
        }
    }

    /// - Throws: `metadata.unreadable`.
    public static func read(_ file: URL) throws -> MetadataTable {
        guard let data = try? Data(contentsOf: file), let text = String(data: data, encoding: .utf8) else {
            throw unreadable
        }
        let folder = file.resolvingSymlinksInPath().deletingLastPathComponent().path
        return try MetadataTable(text, relativeTo: folder)
    }

    package var count: Int { rows.count }

    package func metadata(for path: [UInt8]) -> PhotoMetadata? { rows[path] }

    private static let unreadable = Failure(
        .metadataUnreadable, "The metadata table cannot be read.",
        remedy:
            "Give a UTF-8 CSV file whose first line has a column `path` and any of caption, credit, source, taken; close each quote."
    )
}
