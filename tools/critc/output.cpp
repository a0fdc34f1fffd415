#include "tools/critc/output.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

namespace critc {

namespace {

class StandardOutput : public Output {
 public:
  llvm::Error add(llvm::StringRef, llvm::StringRef text) override {
    llvm::outs() << text;
    return check();
  }
  llvm::Error finish() override {
    llvm::outs().flush();
    return check();
  }

 private:
  static llvm::Error check() {
    if (!llvm::outs().has_error()) return llvm::Error::success();
    std::error_code error = llvm::outs().error();
    llvm::outs().clear_error();
    return llvm::createStringError(error, "standard output: " + error.message());
  }
};

class FileOutput : public Output {
 public:
  static llvm::Expected<std::unique_ptr<Output>> open(llvm::StringRef path) {
    auto file = llvm::sys::fs::TempFile::create(path + ".%%%%%%%%.part");
    if (!file) return llvm::createStringError(path + ": " + llvm::toString(file.takeError()));
    return std::unique_ptr<Output>(new FileOutput(path, std::move(*file)));
  }
  ~FileOutput() override {
    if (!kept_) llvm::consumeError(file_.discard());
  }
  llvm::Error add(llvm::StringRef, llvm::StringRef text) override {
    stream_ << text;
    return check();
  }
  llvm::Error finish() override {
    stream_.flush();
    if (llvm::Error error = check()) return error;
    kept_ = true;
    return file_.keep(path_);
  }

 private:
  FileOutput(llvm::StringRef path, llvm::sys::fs::TempFile file)
      : path_(path), file_(std::move(file)), stream_(file_.FD, /*shouldClose=*/false) {}
  llvm::Error check() {
    if (!stream_.has_error()) return llvm::Error::success();
    std::error_code error = stream_.error();
    stream_.clear_error();
    return llvm::createStringError(error, path_ + ": " + error.message());
  }
  std::string path_;
  llvm::sys::fs::TempFile file_;
  llvm::raw_fd_ostream stream_;
  bool kept_ = false;
};

class FolderOutput : public Output {
 public:
  FolderOutput(llvm::StringRef folder, llvm::StringRef suffix) : folder_(folder), suffix_(suffix) {}
  llvm::Error add(llvm::StringRef posting_id, llvm::StringRef text) override {
    std::string name = file_name(posting_id);
    unsigned times = ++seen_[name];
    if (times > 1) name += "~" + std::to_string(times);
    llvm::SmallString<128> path(folder_);
    llvm::sys::path::append(path, name + suffix_);
    auto file = FileOutput::open(path);
    if (!file) return file.takeError();
    if (llvm::Error error = (*file)->add(posting_id, text)) return error;
    return (*file)->finish();
  }
  llvm::Error finish() override { return llvm::Error::success(); }

 private:
  std::string folder_;
  std::string suffix_;
  llvm::StringMap<unsigned> seen_;
};

}  // namespace

std::string file_name(llvm::StringRef posting_id) {
  std::string name;
  for (char c : posting_id) {
    bool plain = llvm::isAlnum(c) || c == '_' || c == '-' || (c == '.' && !name.empty());
    if (plain) {
      name += c;
    } else {
      name += '%';
      name += llvm::toHex(llvm::StringRef(&c, 1));
    }
  }
  return name.empty() ? "%" : name;
}

llvm::Expected<std::unique_ptr<Output>> open_output(llvm::StringRef path, llvm::StringRef suffix) {
  if (path.empty() || path == "-") return std::make_unique<StandardOutput>();
  if (!llvm::sys::fs::is_directory(path) && !path.ends_with("/")) return FileOutput::open(path);
  if (std::error_code error = llvm::sys::fs::create_directories(path))
    return llvm::createStringError(error, path + ": " + error.message());
  return std::make_unique<FolderOutput>(path, suffix);
}

bool is_closed_pipe(const llvm::Error& error) {
  return error.isA<llvm::StringError>() && [&] {
    bool closed = false;
    llvm::visitErrors(error, [&](const llvm::ErrorInfoBase& info) {
      closed |= info.convertToErrorCode() == std::errc::broken_pipe;
    });
    return closed;
  }();
}

}  // namespace critc
