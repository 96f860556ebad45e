def made = ['sh', new File(basedir, 'make-files.sh').path, new File(basedir, 'context/odd').path].execute()
def errors = made.err.text
assert made.waitFor() == 0 : errors
return true
