import Hummingbird
import Multipart
import NIOCore
import Photos
import Vocabulary

/// A photo that comes by HTTP: as a form's file, or as the body itself. A form's one file may be a table as well.
enum PhotoUpload {
    /// Fewer than a file in a folder may have: each upload is held in memory.
    static let mostBytes = 64 << 20

    /// - Throws: `form.malformed`, `body.too-large`, `body.too-slow`.
    static func form(of request: Request) async throws -> Form {
        if let type = request.mediaType, type.hasPrefix("image/") || type == "application/octet-stream" {
            var form = Form()
            form.photo = try await BodyReading.bytes(of: request, upTo: mostBytes)
            return form
        }
        guard let boundary = request.headers[.contentType].flatMap({ MultipartBoundary(contentType: $0) }) else {
            throw Failure.malformedForm
        }
        let most = mostBytes + Form.mostBytes
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > most {
            throw BodyReading.tooLarge
        }
        let body = request.body
        return try await BodyReading.inTime {
            var reading = FormReading(boundary, most: most)
            for try await part in body { try reading.read(part) }
            return try reading.finished()
        }
    }
}

/// A multipart form on its way in.
private struct FormReading {
    private var parser: MultipartParser
    private var form = Form()
    private var part: MultipartPart?
    private var content: [UInt8] = []
    private var hasFile = false

    init(_ boundary: MultipartBoundary, most: Int) {
        parser = MultipartParser(
            boundary: boundary,
            limits: MultipartLimits(
                parts: Form.mostFields, fieldBytes: Form.mostBytes, fileBytes: PhotoUpload.mostBytes, totalBytes: most))
    }

    mutating func read(_ buffer: ByteBuffer) throws {
        do throws(MultipartError) {
            var parser = self.parser
            var events: [Taken] = []
            try parser.read(buffer.readableBytesUInt8Span) { event in
                switch event {
                case .began(let part): events.append(.began(part))
                case .bytes(let bytes): events.append(.bytes(bytes.withUnsafeBufferPointer { Array($0) }))
                case .ended: events.append(.ended)
                case .finished: break
                }
            }
            self.parser = parser
            for event in events { take(event) }
        } catch {
            throw error.code.isLimit ? BodyReading.tooLarge : Failure.malformedForm
        }
    }

    private enum Taken {
        case began(MultipartPart)
        case bytes([UInt8])
        case ended
    }

    private mutating func take(_ event: Taken) {
        switch event {
        case .began(let begun):
            part = begun
            content = []
        case .bytes(let bytes): content += bytes
        case .ended:
            guard let part else { return }
            if part.isFile {
                // A second file has no meaning here.
                if !hasFile, !content.isEmpty { form.photo = content }
                hasFile = true
            } else {
                form.add(part.name, String(decoding: content, as: UTF8.self))
            }
            self.part = nil
            content = []
        }
    }

    func finished() throws -> Form {
        do throws(MultipartError) { try parser.finish() } catch { throw Failure.malformedForm }
        return form
    }
}
