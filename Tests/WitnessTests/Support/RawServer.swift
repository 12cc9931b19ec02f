import Foundation

/// Listens on this machine, and to each connection says the same, whatever it is told, and closes it.
final class RawServer: Sendable {
    let port: Int
    private let listener: Int32

    /// - Parameter bytes: nil holds the port, and lets nobody in.
    init(saying bytes: String?) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { raw in
            let address = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self)
            _ = bind(listener, address!, size)
            _ = getsockname(listener, address!, &size)
        }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        guard let bytes else { return }
        listen(listener, 8)
        Thread.detachNewThread {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                var asked = [UInt8](repeating: 0, count: 1 << 16)
                _ = recv(connection, &asked, asked.count, 0)
                _ = send(connection, bytes, bytes.utf8.count, Int32(MSG_NOSIGNAL))
                close(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }
}
