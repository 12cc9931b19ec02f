import FaceSearch
import Foundation
import TransparencyLog
import Witness

/// A witness, until the program ends. In earnest it runs on a machine of the overseer's, which the operator cannot reach.
struct DemoWitness {
    let address: WitnessAddress

    /// Starts it anew, for the log of a home, and lists it there.
    init(for home: URL, store: URL) async throws {
        try? FileManager.default.removeItem(at: store)
        let store = try WitnessStore(
            store.path, name: "witness.lakeside.example", logs: [Home.logVerifierKey(of: home)])
        let (ports, found) = AsyncThrowingStream.makeStream(of: Int.self)
        Task {
            do {
                try await WitnessServer(store, port: 0).serve { found.yield($0) }
                found.finish()
            } catch { found.finish(throwing: error) }
        }
        var port = 0
        for try await taken in ports {
            port = taken
            break
        }
        address = try WitnessAddress(key: store.key, url: "http://127.0.0.1:\(port)")
        try OutputFile.write(
            Data("# It ends with the demo.\n\(address.key) \(address.url)\n".utf8),
            to: home.appending(path: "witnesses.txt").path)
    }

    var settings: LogWriter.Witnesses { .init(WitnessClient([address]), keys: [address.key]) }
}
