import Foundation

/// A file system in memory of a few kilobytes. Nil where we may not mount one.
package struct SmallDisk {
    private let path: String

    package init?(at path: String, kilobytes: Int) {
        self.path = path
        guard Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs", path) else { return nil }
    }

    package func unmount() { _ = Self.run("/bin/umount", "-l", path) }

    private static func run(_ program: String, _ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
