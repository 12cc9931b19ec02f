/// How much of a stranger's form is read. What is exactly at a limit is taken; one more is refused.
public struct MultipartLimits: Hashable, Sendable {
    /// Parts of a form.
    public var parts: Int
    /// Bytes of one part's headers: the padding after its delimiter, the header lines and the empty line with their line
    /// ends. The padding of the close delimiter is measured by it too.
    public var headerBytes: Int
    /// Bytes of all plain fields of a form together, without their headers.
    public var fieldBytes: Int
    /// Bytes of one file.
    public var fileBytes: Int
    /// Bytes of the whole form, everything included.
    public var totalBytes: Int
    /// Bytes after the close delimiter's line end. They mean nothing and are not reported.
    public var epilogueBytes: Int

    public init(
        parts: Int = 128, headerBytes: Int = 4096, fieldBytes: Int = 65_536, fileBytes: Int = 64 << 20,
        totalBytes: Int = 256 << 20, epilogueBytes: Int = 0
    ) {
        let all = [parts, headerBytes, fieldBytes, fileBytes, totalBytes, epilogueBytes]
        precondition(all.allSatisfy { $0 >= 0 }, "a limit is negative")
        self.parts = parts
        self.headerBytes = headerBytes
        self.fieldBytes = fieldBytes
        self.fileBytes = fileBytes
        self.totalBytes = totalBytes
        self.epilogueBytes = epilogueBytes
    }
}
