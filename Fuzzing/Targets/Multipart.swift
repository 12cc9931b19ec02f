import Multipart

extension Target {
    /// A form is the same form in any chunks, and once more when what was told of it is written down. Small limits, so
    /// that they are met as well.
    static let multipart = Target(
        name: "multipart",
        seeds: {
            let field = "--boundary\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
            let file =
                "--boundary\r\nContent-Disposition: form-data; name=\"b\"; filename=\"%22é.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n"
            return [
                "empty": Array("--boundary--\r\n".utf8),
                "field-and-file": Array("\(field)x\r\n\(file)\u{0}\r\n--boundary--\r\n".utf8),
                "padding": Array("\r\n\(field.replacing("ary", with: "ary \t"))\r\n--boundary--\t\r\n..".utf8),
                "near-delimiters": Array("\(file)--boundar\r\n--bound\r\r\n--\r\n--boundary--".utf8),
                "no-body": Array("\(field)\(file)--boundary--".utf8),
                "other-header": Array("\(field.replacing("Cont", with: "X-A:\r\nCont"))\r\n--boundary--".utf8),
                "content-type": Array("multipart/form-data; charset=\"\\\"\"; Boundary=\"b' \\x\"".utf8),
            ]
        },
        checks: [
            { bytes in
                let form = Form(bytes, chunk: max(1, bytes.count))
                for chunk in [1, 2, 3, 7, 16] {
                    require(Form(bytes, chunk: chunk) == form, "in chunks of \(chunk), another form")
                }
                require(form.size <= bytes.count, "more was reported than read")
                guard form.error == nil else { return }
                require(form.isFinished, "taken without its end")
                let again = Form(form.written, chunk: 64)
                require(again.error == nil && again.parts == form.parts, "read again, another form")
            },
            { bytes in _ = MultipartBoundary(contentType: text(bytes)) },
        ])

    /// What was told of a form, and how it is written without any liberty.
    private struct Form: Equatable {
        struct Part: Equatable {
            let head: MultipartPart
            var content: [UInt8] = []
            var isWhole = false
        }

        private(set) var parts: [Part] = []
        private(set) var isFinished = false
        private(set) var error: MultipartError.Code?

        init(_ bytes: [UInt8], chunk: Int) {
            let limits = MultipartLimits(
                parts: 5, headerBytes: 512, fieldBytes: 64, fileBytes: 128, totalBytes: 2048, epilogueBytes: 4)
            var parser = MultipartParser(boundary: Self.boundary, limits: limits)
            do throws(MultipartError) {
                for start in stride(from: 0, to: bytes.count, by: chunk) {
                    // A copy of just this chunk: AddressSanitizer sees a step beyond it.
                    let part = Array(bytes[start..<min(start + chunk, bytes.count)])
                    try parser.read(part.span) { event in add(event) }
                }
                try parser.finish()
            } catch { self.error = error.code }
        }

        var size: Int { parts.reduce(0) { $0 + $1.content.count } }

        var written: [UInt8] {
            let delimiter = "--boundary"
            return parts.flatMap { part -> [UInt8] in
                var head = "\(delimiter)\r\nContent-Disposition: form-data; name=\(Self.quoted(part.head.name))"
                if let fileName = part.head.fileName { head += "; filename=\(Self.quoted(fileName))" }
                if let type = part.head.contentType { head += "\r\nContent-Type: \(type)" }
                return Array("\(head)\r\n\r\n".utf8) + part.content + [0x0D, 0x0A]
            } + Array("\(delimiter)--".utf8)
        }

        /// A text that has what would be read as an escape came as a token, and is written as one.
        private static func quoted(_ text: String) -> String {
            if ["%22", "%0D", "%0A"].contains(where: { text.utf8.firstRange(of: $0.utf8) != nil }) { return text }
            let escapes: [Unicode.Scalar: String] = ["\"": "%22", "\r": "%0D", "\n": "%0A"]
            return "\"\(text.unicodeScalars.map { escapes[$0] ?? String($0) }.joined())\""
        }

        private mutating func add(_ event: borrowing MultipartEvent) {
            require(!isFinished, "something is told after the end")
            switch event {
            case .began(let head):
                require(parts.last?.isWhole ?? true, "a part in a part")
                parts.append(Part(head: head))
            case .bytes(let bytes):
                require(parts.last?.isWhole == false && !bytes.isEmpty, "bytes of no part, or none")
                bytes.withUnsafeBufferPointer { parts[parts.count - 1].content += $0 }
            case .ended:
                require(parts.last?.isWhole == false, "a part ends that did not begin")
                parts[parts.count - 1].isWhole = true
            case .finished:
                require(parts.last?.isWhole ?? true, "the form ends within a part")
                isFinished = true
            }
        }

        private static let boundary: MultipartBoundary = {
            guard let boundary = MultipartBoundary(contentType: "multipart/form-data; boundary=boundary") else {
                fatalError("the boundary is refused")
            }
            return boundary
        }()
    }
}
