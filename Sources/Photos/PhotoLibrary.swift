import CVips
import Vocabulary

/// libvips, started once for the process.
public enum PhotoLibrary {
    static let isStarted = photo_library_start()

    /// For example `8.14.1`.
    public static let version = String(cString: photo_library_version())

    /// - Throws: `photo.decoder-missing`.
    public static func start() throws {
        guard isStarted else {
            throw Failure(
                .decoderMissing, "libvips cannot be started.",
                remedy: "Run scripts/bootstrap; it installs libvips from Debian.")
        }
    }
}
