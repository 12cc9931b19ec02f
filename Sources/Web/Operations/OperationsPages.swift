import FaceAnalysis
import FaceSearch
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Presentation
import Rules
import Vocabulary

/// For whoever runs the server: is it there, can it work, how much does it do.
enum OperationsPages {
    static let routes: [Route] = [
        .get("/livez", for: .anybody) { _ in .text("ok\n") },
        .get("/readyz", for: .anybody) { visit in
            let parts = await Readiness.parts(of: visit.desk)
            let isReady = parts.allSatisfy { $0.failure == nil }
            // What is wrong is for the administrator's page: here stands only where.
            let lines = parts.map { "\($0.name): \($0.failure == nil ? "ok" : "not ready")" }
            return .text(lines.joined(separator: "\n") + "\n", status: isReady ? .ok : .serviceUnavailable)
        },
        .get("/metrics", for: .anybody) { visit in
            .text(visit.desk.metrics, type: "text/plain; version=0.0.4; charset=utf-8")
        },
        .get("/health", for: .duty(.manageAccounts)) { visit in
            let parts = await Readiness.parts(of: visit.desk)
            let isFine = parts.allSatisfy { $0.failure == nil }
            return try visit.page(
                "health", "Health",
                [
                    "overall": isFine ? Words.state("good", "all well") : Words.state("alert", "something is wrong"),
                    "at": Words.moment(Date()),
                    "parts": parts.map { part in
                        fields([
                            "name": part.name, "figure": part.figure, "detail": part.failure?.reason,
                            "state": part.failure == nil ? Words.state("good", "well") : Words.state("alert", "wrong"),
                            "remedy": part.failure?.remedy,
                        ])
                    },
                ])
        },
    ]
}

/// What the server needs to work, each looked at now.
struct Readiness {
    let name: String
    let figure: String
    let failure: Failure?

    static func parts(of desk: Desk) async -> [Readiness] {
        [
            Readiness(name: "Models", figure: desk.analyzer.model.rawValue, failure: nil),
            part("Records") { "\(Words.number(try desk.home.countedFaces())) faces" },
            await part("Log") {
                try await desk.home.checkLog()
                return "\(Words.number(try desk.home.loggedEntries())) entries"
            },
            part("Disk") { try freeSpace(of: desk.home.directory) },
        ]
    }

    private static func part(_ name: String, _ look: () throws -> String) -> Readiness {
        do { return Readiness(name: name, figure: try look(), failure: nil) } catch {
            return Readiness(name: name, figure: "", failure: FailureAnswer(error).failure)
        }
    }

    private static func part(_ name: String, _ look: () async throws -> String) async -> Readiness {
        do { return Readiness(name: name, figure: try await look(), failure: nil) } catch {
            return Readiness(name: name, figure: "", failure: FailureAnswer(error).failure)
        }
    }

    private static func freeSpace(of directory: URL) throws -> String {
        let free = try FileManager.default.attributesOfFileSystem(forPath: directory.path)[.systemFreeSize] as? Int ?? 0
        return "\(free >> 30) GiB free"
    }
}

extension Desk {
    /// See ``Meter``.
    var metrics: String {
        meter.text(gauges: [
            "likeness_queue_running{queue=\"photos\"}": Double(photos.load.running),
            "likeness_queue_waiting{queue=\"photos\"}": Double(photos.load.waiting),
            "likeness_queue_running{queue=\"uploads\"}": Double(uploads.load.running),
            "likeness_queue_waiting{queue=\"uploads\"}": Double(uploads.load.waiting),
            "likeness_queue_running{queue=\"passwords\"}": Double(passwords.load.running),
            "likeness_queue_waiting{queue=\"passwords\"}": Double(passwords.load.waiting),
            "likeness_index_running": indexing.isBusy ? 1 : 0,
            "likeness_log_entries": Double((try? home.loggedEntries()) ?? 0),
        ])
    }
}

extension Response {
    static func text(
        _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
