import TransparencyLog

/// A file that an operator writes by hand: one thing a line; empty lines, and those that begin with `#`, say nothing.
enum OperatorFile {
    /// - Parameter body: makes the thing of its line, which has no newline.
    /// - Throws: ``LogError`` `.malformed`, which names the line's number and quotes nothing of it.
    static func lines<Thing>(of bytes: [UInt8], _ body: (String) throws -> Thing) throws -> [Thing] {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return try zip(1..., lines).compactMap { number, line in
            guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
            do {
                guard let line = String(validating: line, as: UTF8.self) else {
                    throw LogError(.malformed, "not UTF-8")
                }
                return try body(line)
            } catch let error as LogError {
                throw LogError(.malformed, "line \(number): \(error.detail)")
            }
        }
    }
}
