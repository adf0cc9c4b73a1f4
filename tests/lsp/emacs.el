;;; emacs.el --- Opens a broken report and tells what Emacs shows of it, as JSON  -*- lexical-binding: t -*-

(require 'json)
(require 'eglot)
(require 'flymake)
(setq eglot-events-buffer-size 0 eglot-sync-connect 30 eglot-connect-timeout 60)
(load (getenv "NIANBAO_SETTINGS") nil t)

(defun nianbao-shown ()
  "What is shown: pairs of a message and the words that it is shown at."
  (mapcar (lambda (found)
            (vector (flymake-diagnostic-text found)
                    (buffer-substring-no-properties (flymake-diagnostic-beg found) (flymake-diagnostic-end found))))
          (flymake-diagnostics)))

(defun nianbao-wait (done)
  "Wait until DONE gives something; give that."
  (let ((end (+ (float-time) 60)) found)
    (while (and (not (setq found (funcall done))) (< (float-time) end))
      (accept-process-output nil 0.1))
    found))

(find-file (getenv "NIANBAO_REPORT"))
(run-hooks 'post-command-hook)          ; what eglot-ensure waits for
(nianbao-wait #'eglot-current-server)
(flymake-start)
(nianbao-wait #'flymake-diagnostics)
(let ((before (nianbao-shown)))
  (eglot-format-buffer)
  (save-buffer)
  (let ((told (json-encode (vconcat before)))
        (coding-system-for-write 'utf-8))
    (write-region told nil (getenv "NIANBAO_RESULT"))))
(kill-emacs 0)
