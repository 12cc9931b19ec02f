import Foundation
import Vocabulary

/// Writes a line to standard output, and says so when nobody can have read it.
/// - Throws: `output.unwritable`.
func say(_ text: String) throws { try write(Data((text + "\n").utf8)) }

/// Writes bytes to standard output.
/// - Throws: `output.unwritable`.
func write(_ data: Data) throws {
    do {
        try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
        throw Failure(
            .outputUnwritable, "The output could not be written.",
            remedy: "Check where it goes: a full disk, or a reader that went away.")
    }
}

/// Writes to standard error; when that is closed there is nobody left to tell.
func tell(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }

extension Failure.Code {
    static let outputUnwritable = Failure.Code("output.unwritable", .environment)
}
