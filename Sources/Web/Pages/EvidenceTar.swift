import FaceSearch
import Hummingbird
import NIOCore
import Oversight
import Rules
import Vocabulary

/// A whole evidence pack on its way out, as a tar archive.
struct EvidenceTar {
    static let type = "application/x-tar"

    let fileName: String
    let body: ResponseBody

    /// - Parameter place: kept until the last byte is sent, or the connection broke.
    init(_ archive: EvidenceArchive, _ place: Places.Place) {
        fileName = "\(archive.name).tar"
        body = ResponseBody(contentLength: archive.length) { writer in
            var parts = archive.parts
            while let part = try parts.next() { try await writer.write(ByteBuffer(bytes: part)) }
            try await writer.finish(nil)
            withExtendedLifetime(place) {}
        }
    }
}

extension Visit {
    /// Logs that the pack leaves, then makes it.
    func evidenceArchive(_ request: EvidenceRequest) async throws -> EvidenceTar {
        let (home, actor) = (home, try actor)
        try home.check(actor, anyOf: [.exportEvidence])
        let place = try desk.archives.take()
        let archive = try await desk.overseeing.pass { try await home.exportEvidenceArchive(request, as: actor) }
        return EvidenceTar(archive, place)
    }
}
