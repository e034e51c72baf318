package host

// libvirtdConf is for a daemon that only root reaches, through a file in a folder
// of root's. Its identity must differ from that of every other libvirtd.
const libvirtdConf = `host_uuid = "%s"
unix_sock_dir = "/run/libvirt"
unix_sock_rw_perms = "0700"
auth_unix_rw = "none"
auth_unix_ro = "none"
log_level = 3
log_outputs = "3:file:/var/log/libvirt/libvirtd.log"
`

// qemuConf leaves out what needs the machine's own services: virtlogd, cgroup
// delegation, security labels. The host's namespaces separate its guests.
const qemuConf = `user = "root"
group = "root"
security_driver = "none"
dynamic_ownership = 0
remember_owner = 0
cgroup_controllers = [ ]
namespaces = [ ]
stdio_handler = "file"
max_core = 0
`
