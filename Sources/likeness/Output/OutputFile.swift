import Foundation
import Vocabulary

/// A file that a command writes where it was told to.
enum OutputFile {
    /// Whole or not at all; replaces what is there.
    /// - Throws: `output.unwritable`.
    static func write(_ data: Data, to path: String) throws {
        do {
            try data.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw Failure(
                .outputUnwritable, "The output could not be written.",
                remedy: "Name a file in a folder that exists, that you may write to, and that has room.")
        }
    }
}
